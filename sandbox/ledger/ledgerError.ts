/** Why the ledger refused; the HTTP side maps each to one of QuickBooks' fault codes. */
export type LedgerErrorCode =
  | 'unbalanced'
  | 'unknown-account'
  | 'wrong-account'
  | 'unknown-party'
  | 'unknown-txn'
  | 'unknown-item'
  | 'cannot-merge'
  | 'bad-amount'
  | 'over-applied'
  | 'deposited'
  | 'has-applications'
  | 'closed'
  | 'corrupt-journal'
  | 'seed-mismatch';

/** The ledger's refusal of a write or of a file. Nothing was changed. */
export class LedgerError extends Error {
  constructor(
    readonly code: LedgerErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'LedgerError';
  }
}
