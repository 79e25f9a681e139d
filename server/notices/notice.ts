/** One change that QuickBooks told of. What it says is a hint: the change itself is read from QuickBooks. */
export interface Notice {
  readonly realmId: string;
  /** The same for every sending of the same notice. */
  readonly id: string;
  /** As QuickBooks spells it in this format: `BillPayment` or `billpayment`; `unknown` when it cannot be read. */
  readonly entity: string;
  readonly entityId: string | null;
  /** CREATED, UPDATED, DELETED, MERGED, VOIDED, EMAILED; another one as it is written. */
  readonly operation: string;
  /** The document or party that a merge did away with. */
  readonly deletedId: string | null;
  readonly happenedAt: Date | null;
}

/** What a post holds: the notices that can be read, and how many entries say no company and lead nowhere. */
export interface ReadPost {
  readonly notices: readonly Notice[];
  readonly unreadable: number;
}
