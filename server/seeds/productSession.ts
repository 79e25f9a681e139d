/** A person signed in to the running product over HTTP, with a browser's cookies. */
export class ProductSession {
  private readonly cookies = new Map<string, string>();

  private constructor(private readonly address: string) {}

  /** @throws Error when the product refuses. */
  static async signIn(address: string, email: string, password: string): Promise<ProductSession> {
    const session = new ProductSession(address);
    const { signIn } = await session.graphql<{ signIn: { refusal: { message: string } | null } }>(
      'mutation SignIn($email: String!, $password: String!) { signIn(email: $email, password: $password) { refusal { message } } }',
      { email, password },
    );
    if (signIn.refusal) throw new Error(`${email} cannot sign in: ${signIn.refusal.message}`);
    return session;
  }

  async graphql<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await this.fetch(new URL('/graphql', this.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-runway': '1' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T | null; errors?: { message: string }[] };
    if (answer.errors?.[0] || !answer.data)
      throw new Error(answer.errors?.[0]?.message ?? `answered ${response.status}`);
    return answer.data;
  }

  /** Follows a link of the product as a browser would, without following where it leads. */
  async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(60_000) });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
}
