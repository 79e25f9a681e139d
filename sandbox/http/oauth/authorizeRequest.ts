/** What an app asks a person to allow, checked against its registration. */
export interface AuthorizeRequest {
  appName: string;
  clientId: string;
  redirectUri: string;
  scope: string;
  state: string;
}
