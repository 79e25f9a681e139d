/** What an id is made of beside the time: 12 bits that count within a millisecond, 62 random ones. */
const MOST_IN_A_MILLISECOND = 0xfff;

/**
 * Makes UUIDv7 (RFC 9562, 5.7 and 6.2): 48 bits of milliseconds, then a counter, so that ids made one after another on a
 * page rise, those of one batch too. The clock orders nothing on the server; a wrong one makes ids that are as unique.
 */
export function idMaker(now: () => number, random: () => Uint8Array): () => string {
  let [time, counter] = [0, 0];
  return () => {
    const at = Math.max(0, Math.floor(now()));
    if (at > time) [time, counter] = [at, 0];
    else if (counter < MOST_IN_A_MILLISECOND) counter += 1;
    else [time, counter] = [time + 1, 0];
    const [first = 0, ...others] = random();
    const millis = time.toString(16).padStart(12, '0').slice(-12);
    const rest = [0x80 | (first & 0x3f), ...others].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const count = counter.toString(16).padStart(3, '0');
    return `${millis.slice(0, 8)}-${millis.slice(8)}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}

/** A new id for an operation or a decision. */
export const newId = idMaker(Date.now, () => crypto.getRandomValues(new Uint8Array(8)));
