import type { ClientRow } from '../../domain/clientList.js';
import { REFUSAL_CODES, refuse } from '../../domain/refusal.js';

/** How connecting a company ended, as the address says on the way back from QuickBooks. */
export type ConnectionNews =
  { readonly kind: 'connected'; readonly clientId: string } | { readonly kind: 'refused'; readonly code: string };

/** Reads `?connected=ID` or `?refused=CODE`; null when the address brings no news. */
export function readConnectionNews(address: string): ConnectionNews | null {
  const params = new URLSearchParams(address);
  const clientId = params.get('connected');
  if (clientId !== null) return { kind: 'connected', clientId };
  const code = params.get('refused');
  return code === null ? null : { kind: 'refused', code };
}

/** The address without the news: said once, not again at a reload or to whoever gets the link. */
export function withoutConnectionNews(address: string): string {
  return address
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^(connected|refused)(=|$)/.test(part))
    .join('&');
}

/** The news in a sentence; a company is named once its row is known. */
export function connectionSentence(news: ConnectionNews, rows: readonly ClientRow[]): string {
  if (news.kind === 'connected') {
    const name = rows.find((row) => row.id === news.clientId)?.name ?? 'The company';
    return `${name} is connected; its books are being read.`;
  }
  const code = REFUSAL_CODES.find((known) => known === news.code);
  return `The company was not connected. ${code === undefined ? 'Nothing was changed.' : refuse(code).message}`;
}
