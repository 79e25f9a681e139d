import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from our own pages: browsers say so in Origin, other programs send none. A page is ours when its
 * origin is the public address, or the host that was asked (a machine has several names).
 */
export function isSameOrigin(request: { readonly headers: IncomingHttpHeaders }, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
