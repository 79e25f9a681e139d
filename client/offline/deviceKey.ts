/** One sealed value: AES-GCM with a fresh 96-bit nonce. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

/** Whether this page may use WebCrypto: browsers withhold it outside secure contexts. */
export function canEncrypt(): boolean {
  return typeof crypto !== 'undefined' && 'subtle' in crypto;
}

/** A new 256-bit key that no script can read out; it lives in IndexedDB as an object and nowhere else. */
export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Encrypts a JSON value. `place` is bound to it: a sealed value moved to another row does not open. */
export async function seal(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const text = new TextEncoder();
  const data = await crypto.subtle.encrypt(
    { name: ALGORITHM, iv, additionalData: text.encode(place) },
    key,
    text.encode(JSON.stringify(value)),
  );
  return { iv, data };
}

/**
 * Decrypts what `seal` made.
 * @throws DOMException OperationError when the value was changed, moved, or sealed with another key.
 */
export async function unseal(key: CryptoKey, place: string, sealed: Sealed): Promise<unknown> {
  const text = await crypto.subtle.decrypt(
    { name: ALGORITHM, iv: sealed.iv, additionalData: new TextEncoder().encode(place) },
    key,
    sealed.data,
  );
  return JSON.parse(new TextDecoder().decode(text));
}
