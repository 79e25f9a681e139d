/** The signed-in person as the device remembers them, so that the app can open without the server. */
export interface KeptViewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'OWNER' | 'ADVISOR';
  readonly timeZone: string;
  readonly locale: string;
  readonly firm: { readonly id: string; readonly name: string };
}
