/** The server could not be reached: `fetch` says so with a TypeError, gateways without a server behind them with 502 to 504. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  if (!(error instanceof Error)) return false;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 502 && status <= 504) return true;
  return error.cause !== undefined && isOutOfReach(error.cause);
}

/** What went wrong, for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'The server gave no usable answer.';
}
