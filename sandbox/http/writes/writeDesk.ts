/**
 * Where every accepted write passes, over the API or by hand: it stamps, keeps the journal and the list of writes in
 * step, and tells whoever sends notices. What the days' simulation posts while the server runs is told too.
 */
import type { Company } from '../../ledger/company.js';
import type { JournalRecord } from '../../ledger/journal.js';
import type { AcceptedWrite, Txn } from '../../ledger/types.js';
import type { CompanySource } from '../companySource.js';
import type { WriteNotice } from '../webhooks/writeNotice.js';
import { RequestMemory } from './requestMemory.js';
import { WritesFile } from './writesFile.js';

/** Who writes, and when. */
export interface Writing {
  via: AcceptedWrite['via'];
  now: Date;
  requestId?: string;
}

/** What a write did, for the list. */
export type Done = Omit<AcceptedWrite, 'seq' | 'at' | 'realmId' | 'via' | 'requestId'>;

/** Instants that records carry: whole seconds, as `MetaData` shows them, so that what is shown is what is compared. */
export const stampOf = (now: Date): string => new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString();

/** The line of a document. */
export function doneToTxn(operation: Done['operation'], txn: Txn): Done {
  const { type, id, syncToken, date, total, party, links } = txn;
  return {
    operation,
    entity: type,
    id,
    syncToken,
    date,
    total,
    ...(party === undefined ? {} : { party: { kind: party.kind, id: party.id } }),
    ...(links.length === 0 ? {} : { links: links.map((link) => ({ ...link })) }),
  };
}

/** Payroll has no entity: nobody is told of it. */
const SILENT: readonly string[] = ['Paycheck', 'PayrollTaxPayment', 'PayrollAdjustment'];
const OPERATIONS = { post: 'Create', update: 'Update', void: 'Void', delete: 'Delete' } as const;

function noticeOf(record: JournalRecord, realmId: string): WriteNotice | undefined {
  const { at } = record;
  const listed = (entity: string, { id, syncToken }: { id: string; syncToken: number }): WriteNotice => ({
    realmId,
    entity,
    id,
    operation: syncToken === 0 ? 'Create' : 'Update',
    at,
  });
  if (record.op === 'account') return listed('Account', record.account);
  if (record.op === 'party') return listed(record.party.kind, record.party);
  if (record.op === 'item') return listed('Item', record.item);
  if (record.op !== 'post' && record.op !== 'update' && record.op !== 'void' && record.op !== 'delete')
    return undefined;
  const { type, id } = record.txn;
  return SILENT.includes(type) ? undefined : { realmId, entity: type, id, operation: OPERATIONS[record.op], at };
}

export class WriteDesk {
  private readonly file: WritesFile;
  private readonly unwatch: (() => void)[];

  constructor(
    dataDir: string,
    store: CompanySource,
    private readonly onWrite: (notice: WriteNotice) => void,
  ) {
    const companies = store.companies();
    this.file = new WritesFile(
      dataDir,
      companies.flatMap((company) => company.notes.recentWrites()),
    );
    this.unwatch = companies.map((company) =>
      company.watch((record) => {
        const notice = record.day === undefined ? undefined : noticeOf(record, company.profile.realmId);
        if (notice) this.onWrite(notice);
      }),
    );
  }

  /**
   * Runs writes on one company as a whole: what `work` did and the writes it told are on disk when this returns.
   * `keepAnswer` makes the answer that a repeated request id gets. Notices go out last.
   */
  perform<T>(
    company: Company,
    writing: Writing,
    work: (told: (done: Done) => void, at: string) => T,
    keepAnswer?: (result: T) => { status: number; body: string },
  ): T {
    const at = stampOf(writing.now);
    const { realmId } = company.profile;
    const { via, requestId } = writing;
    const accepted: AcceptedWrite[] = [];
    const told = (done: Done): void => {
      const seq = this.file.nextSeq();
      const write = { seq, at, realmId, via, ...(requestId === undefined ? {} : { requestId }), ...done };
      accepted.push(write);
      company.note({ op: 'accepted', write }, at);
    };
    try {
      return company.asOne(() => {
        const result = work(told, at);
        if (requestId !== undefined && keepAnswer) new RequestMemory(company).keep(requestId, keepAnswer(result), at);
        return result;
      });
    } finally {
      this.file.append(accepted);
      for (const { entity, id, operation, deletedId } of accepted)
        if (!SILENT.includes(entity))
          this.onWrite({ realmId, entity, id, operation, at, ...(deletedId === undefined ? {} : { deletedId }) });
    }
  }

  /** Stops listening to the companies. */
  close(): void {
    for (const end of this.unwatch) end();
  }
}
