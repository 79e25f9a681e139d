import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keys for sealing secrets at rest and signing sessions. The first key is the active one; the others still open what
 * they sealed, so that a key is rotated by putting a new one in front and dropping the old one later.
 */
export class KeyRing {
  private constructor(private readonly keys: ReadonlyMap<string, Buffer>) {}

  /**
   * Reads `id:base64key,id:base64key`; each key is 32 bytes.
   * @throws Error that names the position and never the key.
   */
  static parse(text: string): KeyRing {
    const keys = new Map<string, Buffer>();
    text.split(',').forEach((part, index) => {
      const at = `key ${index + 1}`;
      const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim());
      if (!match?.[1] || !match[2]) throw new Error(`${at} is not written id:base64`);
      const key = Buffer.from(match[2], 'base64');
      if (key.length !== KEY_BYTES) throw new Error(`${at} is not ${KEY_BYTES} bytes long`);
      if (keys.has(match[1])) throw new Error(`${at} repeats an id`);
      keys.set(match[1], key);
    });
    return new KeyRing(keys);
  }

  /** A ring text with one fresh key, for a first start. */
  static generate(): string {
    return `k${randomBytes(4).toString('hex')}:${randomBytes(KEY_BYTES).toString('base64')}`;
  }

  /** The key that seals and signs now. */
  get active(): { id: string; key: Uint8Array } {
    const [first] = this.keys;
    if (!first) throw new Error('a key ring holds at least one key');
    return { id: first[0], key: first[1] };
  }

  /** The key of that id; undefined when the ring does not hold it any more. */
  key(id: string): Uint8Array | undefined {
    return this.keys.get(id);
  }

  /**
   * Encrypts with AES-256-GCM under the active key. `context` (what the secret belongs to, e.g. a client's id and the
   * column) is authenticated, so that a sealed text moved to another row does not open.
   */
  seal(plain: string, context: string): string {
    const { id, key } = this.active;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(aad(id, context));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /**
   * Opens what `seal` wrote under the same context.
   * @throws Error, without any of the content, for an unknown key, another context or a changed text.
   */
  open(sealed: string, context: string): string {
    const dot = sealed.indexOf('.');
    const id = sealed.slice(0, Math.max(dot, 0));
    const key = this.keys.get(id);
    if (!key) throw new Error('sealed with a key that the ring does not hold');
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new Error('not a sealed text');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(aad(id, context));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Error('a sealed text was changed or belongs elsewhere', { cause });
    }
  }
}

function aad(id: string, context: string): Buffer {
  return Buffer.from(`${id}\n${context}`, 'utf8');
}
