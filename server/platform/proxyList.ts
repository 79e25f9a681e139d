import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';

/** The proxies in front of this server: addresses and ranges of addresses. */
export class ProxyList {
  readonly #known = new BlockList();

  private constructor(entries: readonly string[]) {
    for (const entry of entries) this.#add(entry);
  }

  /**
   * Reads `10.0.0.5,192.168.0.0/16,2001:db8::/64`; `false` names none.
   * @throws Error that says what is wrong, and never a value.
   */
  static parse(written: string): ProxyList {
    // What this was once: to trust whoever stands in front lets every caller say who it is.
    if (written === 'true') {
      throw new Error('names no proxy: write the addresses or ranges of those in front, such as 10.0.0.5,10.1.0.0/16');
    }
    return new ProxyList(written === 'false' ? [] : written.split(',').map((entry) => entry.trim()));
  }

  has(address: string): boolean {
    const family = familyOf(address);
    return family !== null && this.#known.check(address, family);
  }

  #add(entry: string): void {
    const [address = '', bits, ...rest] = entry.split('/');
    const family = familyOf(address);
    if (family === null || rest.length > 0)
      throw new Error('has an entry that is no address and no range of addresses');
    if (bits === undefined) return this.#known.addAddress(address, family);
    const most = family === 'ipv4' ? 32 : 128;
    if (!/^\d{1,3}$/.test(bits) || Number(bits) < 1 || Number(bits) > most) {
      throw new Error('has a range of no length that there is; write it such as 10.0.0.0/8');
    }
    this.#known.addSubnet(address, Number(bits), family);
  }
}

function familyOf(address: string): Family | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}
