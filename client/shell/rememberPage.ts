/** Pages that an attempt to connect a company may come back to. */
export type BegunOn = 'connections';

const HOUR_SECONDS = 3_600;

/**
 * Leaves the page's name for the server's return from QuickBooks, for this attempt alone: its cookie is named after the
 * attempt's state, goes to that address only, and is as short-lived as the attempt.
 */
export function rememberPage(page: BegunOn, consentUrl: string): void {
  const state = new URL(consentUrl).searchParams.get('state') ?? '';
  if (!/^[\w-]{12,}$/.test(state)) return;
  const name = `runway_return_${state.slice(0, 12)}`;
  document.cookie = `${name}=${page}; Path=/quickbooks/callback; Max-Age=${HOUR_SECONDS}; SameSite=Lax`;
}
