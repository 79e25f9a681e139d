/**
 * How a company's writes reach its journal: one by one, several as a whole, a simulated day as a whole; and how they
 * come back from it. Whoever watches is told of each.
 */
import { CompanyBooks } from './companyBooks.js';
import { CompanyNotes } from './companyNotes.js';
import type { Journal, JournalEvent, JournalRecord } from './journal.js';
import { LedgerError } from './ledgerError.js';
import type { CompanyProfile, Party, PartyRef, PlantedRef, Txn } from './types.js';

export const FORMAT = 1;

export type RecordWatcher = (record: JournalRecord) => void;

export abstract class JournaledCompany extends CompanyBooks {
  readonly notes = new CompanyNotes();
  private seq = 0;
  private day: string | undefined;
  private together = 0;
  private readonly watchers = new Set<RecordWatcher>();

  protected constructor(
    profile: CompanyProfile,
    settings: Readonly<Record<string, unknown>>,
    private readonly journal: Journal,
  ) {
    super(profile, settings);
  }

  /** Tells of every record from now on; the answer ends it. */
  watch(watcher: RecordWatcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Notes the documents of a planted hygiene problem. */
  notePlanted(key: string, refs: readonly PlantedRef[], at: string): void {
    const all = [...(this.plantedRefs.get(key) ?? []), ...refs];
    this.plantedRefs.set(key, all);
    this.record({ op: 'planted', key, refs: all }, at);
  }

  /** Keeps a note - an answer given, a write accepted, a file attached - with the company. */
  note(event: Extract<JournalEvent, { op: 'answered' | 'forgotten' | 'accepted' | 'attachment' }>, at: string): void {
    this.notes.take(event, at);
    this.record(event, at);
  }

  /** Runs one simulated day as a unit: if the process dies inside it, replay drops what it had written. */
  recordDay(day: string, at: string, work: () => void): void {
    this.day = day;
    work();
    this.record({ op: 'day' }, at);
    this.day = undefined;
    this.simulated = day;
  }

  /** Hands what `work` records to the operating system in one piece, at its end, also when it throws. */
  asOne<T>(work: () => T): T {
    this.together += 1;
    try {
      return work();
    } finally {
      this.together -= 1;
      if (this.together === 0) this.journal.flush();
    }
  }

  /** Hands what was recorded to the operating system. Writes outside `recordDay` do so by themselves. */
  flush(): void {
    this.journal.flush();
  }

  protected record(event: JournalEvent, at: string): void {
    this.seq += 1;
    const record = { seq: this.seq, at, ...(this.day === undefined ? {} : { day: this.day }), ...event };
    this.journal.append(record);
    if (this.day === undefined && this.together === 0) this.journal.flush();
    for (const watcher of this.watchers) watcher(record);
  }

  protected replayAll(records: readonly JournalRecord[]): void {
    this.seq = records[0]?.seq ?? 0;
    for (const record of records.slice(1)) {
      this.seq = record.seq;
      this.replayOne(record);
    }
  }

  private replayOne(record: JournalRecord): void {
    switch (record.op) {
      case 'account':
        return this.chart.putAccount(record.account);
      case 'party':
        return this.chart.putParty(record.party);
      case 'item':
        return this.chart.putItem(record.item);
      case 'post':
        return this.apply(record.txn, record.entries);
      case 'update':
      case 'void':
      case 'delete':
        this.overwrite(record.txn, record.entries);
        return undefined;
      case 'merge':
        return this.applyMerge(record.kind, record.from, record.into, record.at);
      case 'planted':
        this.plantedRefs.set(record.key, record.refs);
        return undefined;
      case 'day':
        this.simulated = record.day;
        return undefined;
      case 'company':
        throw new LedgerError('corrupt-journal', 'A second company in one journal');
      default:
        return this.notes.take(record, record.at);
    }
  }

  /** Everything of one party becomes another's; the documents keep their stamps and tokens. */
  protected applyMerge(kind: Party['kind'], from: string, into: string, at: string): void {
    const gone = this.chart.party(from, kind);
    const kept = this.chart.party(into, kind);
    if (!gone || !kept) throw new LedgerError('unknown-party', `No ${kind} ${from} or ${into}`);
    const ref: PartyRef = { kind, id: kept.id, name: kept.name };
    const moved = (party: PartyRef | undefined): PartyRef | undefined =>
      party?.kind === kind && party.id === from ? ref : party;
    for (const txn of this.txns()) if (names(txn, kind, from)) this.renameParties(txn, moved);
    for (const job of this.chart.parties(kind))
      if (job.parentId === from) this.chart.putParty({ ...job, parentId: into, updatedAt: at });
    this.chart.putParty({ ...kept, updatedAt: at, syncToken: kept.syncToken + 1 });
    this.chart.putParty({ ...gone, active: false, mergedInto: into, updatedAt: at, syncToken: gone.syncToken + 1 });
  }

  private renameParties(txn: Txn, moved: (party: PartyRef | undefined) => PartyRef | undefined): void {
    const withParty = <T extends { party?: PartyRef }>(part: T): T =>
      part.party === undefined ? part : { ...part, party: moved(part.party) };
    const lines = txn.lines.map((line) => {
      const mapped = withParty(line);
      return mapped.receivedFrom === undefined ? mapped : { ...mapped, receivedFrom: moved(mapped.receivedFrom) };
    });
    const entries = this.entries(txn).map(withParty);
    this.overwrite({ ...withParty(txn), lines: lines as Txn['lines'] }, entries);
  }
}

function names(txn: Txn, kind: Party['kind'], id: string): boolean {
  const is = (party: PartyRef | undefined): boolean => party?.kind === kind && party.id === id;
  return is(txn.party) || txn.lines.some((line) => is(line.party) || is(line.receivedFrom));
}
