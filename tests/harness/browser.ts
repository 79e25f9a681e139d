/** A browser's side of a test: keeps cookies, asks the contract. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  /** The Set-Cookie lines of the last answer. */
  setCookies: string[] = [];

  constructor(readonly url: string) {}

  async graphql<T = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<GraphqlAnswer<T>> {
    return this.post<T>(JSON.stringify({ query, variables }), headers);
  }

  async post<T = Record<string, unknown>>(
    body: string,
    headers: Record<string, string> = {},
  ): Promise<GraphqlAnswer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-runway': '1', cookie: this.cookieHeader(), ...headers },
      body,
    });
    this.keep(response);
    const text = await response.text();
    const answer = JSON.parse(text) as { data?: T; errors?: GraphqlAnswer<T>['errors'] };
    return { status: response.status, text, data: answer.data as T, errors: answer.errors ?? [] };
  }

  async signIn(email: string, password = 'runway-demo'): Promise<this> {
    const answer = await this.graphql<{ signIn: { refusal: unknown } }>(
      'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { refusal { code } } }',
      { email, password },
    );
    if (answer.errors.length > 0 || answer.data.signIn.refusal) throw new Error(`sign-in failed: ${answer.text}`);
    return this;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(response: Response): void {
    this.setCookies = response.headers.getSetCookie();
    for (const line of this.setCookies) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

export interface GraphqlAnswer<T> {
  readonly status: number;
  readonly text: string;
  readonly data: T;
  readonly errors: { message: string; extensions?: { code?: string; field?: string; reference?: string } }[];
}
