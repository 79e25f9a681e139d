import { countedAs } from '../platform/countedAddress.js';

const MINUTE_MS = 60_000;
/** Addresses remembered within a minute; beyond these, counting begins anew. */
const MOST_ADDRESSES = 10_000;

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
    const counted = countedAs(address);
    const count = (this.#counts.get(counted) ?? 0) + 1;
    this.#counts.set(counted, count);
    return count <= this.mostAMinute;
  }
}
