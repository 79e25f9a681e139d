import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ProxyList } from '../platform/proxyList.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Address of who calls, as far as the proxies in front can be believed. */
    readonly caller: string;
  }
}

/** Gives every request its `caller`. */
export function knowCallers(app: FastifyInstance, proxies: ProxyList | undefined): void {
  app.decorateRequest('caller', {
    getter() {
      return callerOf(this.raw, proxies);
    },
  });
}

/**
 * Who calls. Each proxy appends to X-Forwarded-For who called it, so the header is read from its end, for as long as who
 * wrote an entry is one of our proxies; what stands before that is the caller's own word. An entry that is no address
 * leaves the call with the proxy that wrote it.
 */
export function callerOf({ socket, headers }: IncomingMessage, proxies: ProxyList | undefined): string {
  let caller = plain(socket.remoteAddress ?? '');
  const said = headers['x-forwarded-for'] ?? [];
  for (const entry of [said].flat().join(',').split(',').reverse()) {
    const named = addressIn(entry.trim());
    if (!proxies?.has(caller) || named === null) break;
    caller = named;
  }
  return caller;
}

/** Some proxies append the port: `203.0.113.7:4711`, `[2001:db8::7]:4711`. */
function addressIn(entry: string): string | null {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(entry) ?? [];
  const address = bracketed ?? dotted ?? entry;
  return isIP(address) === 0 ? null : plain(address);
}

/** Without the zone of this machine, and an IPv4 address as such where the socket listens on both. */
function plain(address: string): string {
  const [unzoned = ''] = address.split('%');
  const mapped = /^::ffff:(.+)$/i.exec(unzoned)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : unzoned;
}
