import type { IncomingMessage } from 'node:http';

const MINUTE_MS = 60_000;
/** Addresses remembered within a minute; beyond these, counting begins anew. */
const MOST_ADDRESSES = 10_000;

/** Who calls: as a proxy in front says it where that is trusted, as for every other request, else the line's other end. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const said = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const first = (Array.isArray(said) ? said.join(',') : said)?.split(',')[0]?.trim();
  return first || (request.socket.remoteAddress ?? '');
}

/** Counts what comes from each address within a minute of real time. */
export class AddressAttempts {
  #counts = new Map<string, number>();
  #since = performance.now();

  constructor(private readonly mostAMinute: number) {}

  /** False once an address has come too often. */
  allow(address: string): boolean {
    const now = performance.now();
    if (now - this.#since > MINUTE_MS || this.#counts.size >= MOST_ADDRESSES) {
      this.#counts = new Map();
      this.#since = now;
    }
    const count = (this.#counts.get(address) ?? 0) + 1;
    this.#counts.set(address, count);
    return count <= this.mostAMinute;
  }
}
