/** What happened to a record, in the words of Intuit's webhooks. */
export type WriteOperation = 'Create' | 'Update' | 'Delete' | 'Void' | 'Merge' | 'Emailed';

/** One accepted write, told to whoever sends notices of it. */
export interface WriteNotice {
  realmId: string;
  /** The entity's API name (`Bill`, `Vendor`), or the ledger's name of what has none (`Paycheck`). */
  entity: string;
  id: string;
  operation: WriteOperation;
  /** The instant stamped on the record, ISO 8601 UTC. */
  at: string;
  /** A merge's other record: the one that is gone. */
  deletedId?: string;
}
