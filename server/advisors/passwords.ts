import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Longer ones are refused unread: hashing is paid for by us. */
export const LONGEST_PASSWORD = 200;

/** argon2id with a random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobody: Promise<string> | undefined;

/** Whether the password is the hash's. Without a hash (nobody of that name) it takes as long and says no. */
export async function verifyPassword(known: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('no one has this password');
  const matches = await verify(known ?? (await nobody), password);
  return known !== null && matches;
}
