/** Why something was refused: data, not an exception. The list is closed and part of the contract. */
const MESSAGES = {
  NOT_SIGNED_IN: 'Sign in to continue.',
  NOT_ALLOWED: 'This account does not have access to that.',
  INVALID_INPUT: 'A value is not valid.',
  OUT_OF_RANGE: 'A value is outside the range that is possible here.',
  WRONG_CREDENTIALS: 'The e-mail address or the password is not right.',
  TOO_MANY_ATTEMPTS: 'Too many attempts. Try again later.',
  ALREADY_CONNECTED: 'This QuickBooks company is already connected in this firm.',
  CONNECTION_EXPIRED: 'The QuickBooks sign-in has expired. Connect the company again.',
  QUICKBOOKS_DENIED: 'QuickBooks did not give access. Nothing was changed.',
  QUICKBOOKS_UNAVAILABLE: 'QuickBooks cannot be reached right now. Nothing was changed.',
  NOT_FOUND: 'There is no such client among yours.',
  NOT_CONNECTED: 'This company is not connected to QuickBooks. Connect it first.',
  PAUSED: 'Reading of this company is paused. Resume it first.',
  ALLOWANCE_USED: 'This month’s calls to QuickBooks are used up. Reading goes on next month.',
  FEATURE_OFF: 'This is not in this client’s tier.',
  NO_DATA: 'The books do not hold enough to tell this.',
  ID_TAKEN: 'This id stands for something else already.',
  ALREADY_DECIDED: 'Another decision on this document is open already.',
  TOO_LATE: 'It is on its way to QuickBooks and may have arrived.',
  DIFFERS: 'QuickBooks has another version of this than the one that was seen.',
  EXPIRED: 'The figures this was decided on are older than 7 days.',
  WITHDRAWN: 'It was taken back before it arrived.',
} as const;

export type RefusalCode = keyof typeof MESSAGES;

/** Every code there is, for the contract and its tests. */
export const REFUSAL_CODES = Object.keys(MESSAGES) as readonly RefusalCode[];

export interface Refusal {
  readonly code: RefusalCode;
  /** The argument that was refused, as the contract names it; null when it is not about one. */
  readonly field: string | null;
  /** A sentence for a person. */
  readonly message: string;
}

/** Builds a refusal; the message is the code's own sentence unless a more exact one is given. */
export function refuse(code: RefusalCode, field: string | null = null, message?: string): Refusal {
  return { code, field, message: message ?? MESSAGES[code] };
}
