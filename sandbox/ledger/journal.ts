/**
 * The append-only file of one company: a JSON record a line. Records carry whole objects, a transaction's record also
 * its entries, so that the newest record of a transaction tells what it posts: a reader needs nothing but this file.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { LedgerError } from './ledgerError.js';
import type {
  AcceptedWrite,
  Account,
  Attachment,
  CompanyProfile,
  Entry,
  Item,
  Party,
  PlantedRef,
  Txn,
} from './types.js';

/** What happened, without its place in the file. */
export type JournalEvent =
  | { op: 'company'; format: number; profile: CompanyProfile; settings: Record<string, unknown> }
  | { op: 'account'; account: Account }
  | { op: 'party'; party: Party }
  | { op: 'item'; item: Item }
  | { op: 'post' | 'update' | 'void' | 'delete'; txn: Txn; entries: readonly Entry[] }
  | { op: 'planted'; key: string; refs: readonly PlantedRef[] }
  | { op: 'merge'; kind: Party['kind']; from: string; into: string }
  | { op: 'attachment'; attachment: Attachment }
  | { op: 'accepted'; write: AcceptedWrite }
  | { op: 'answered'; requestId: string; status: number; body: string }
  | { op: 'forgotten'; requestId?: string }
  | { op: 'day' };

/** One line of the file. `day` is present on what the simulator wrote: the day it belongs to, closed by a `day` record. */
export type JournalRecord = { seq: number; at: string; day?: string } & JournalEvent;

/** Where a company writes its records. */
export interface Journal {
  /** Keeps the record until `flush`. */
  append(record: JournalRecord): void;
  /** Hands everything appended so far to the operating system in one write. */
  flush(): void;
}

/** A journal that keeps nothing, for dry runs and for companies that live in memory only. */
export const NO_JOURNAL: Journal = { append: () => undefined, flush: () => undefined };

/** A journal in a file; survives the death of the process at any moment (see `readJournal`). */
export class FileJournal implements Journal {
  private pending: string[] = [];

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
  }

  append(record: JournalRecord): void {
    this.pending.push(JSON.stringify(record));
  }

  flush(): void {
    if (this.pending.length === 0) return;
    const text = this.pending.join('\n') + '\n';
    this.pending = [];
    appendFileSync(this.path, text);
  }
}

function parseLine(line: Buffer, last: boolean, path: string, number: number): JournalRecord | undefined {
  try {
    return JSON.parse(line.toString('utf8')) as JournalRecord;
  } catch (cause) {
    if (last) return undefined;
    throw new LedgerError(
      'corrupt-journal',
      `${path} line ${number} is not a record (${String(cause)}); run the reset command to start over`,
    );
  }
}

/**
 * Reads a company's file, for replay. What a killed process left unfinished at the end - a torn line, and the records
 * of a simulated day that was not closed - is cut off the file; that day is simulated again, identically.
 * A bad line anywhere else is refused (`corrupt-journal`).
 */
export function readJournal(path: string): JournalRecord[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const records: JournalRecord[] = [];
  const ends: number[] = [];
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(10, start);
    if (newline < 0) break;
    const record = parseLine(bytes.subarray(start, newline), newline + 1 >= bytes.length, path, number);
    if (!record) break;
    if (record.seq !== number) throw new LedgerError('corrupt-journal', `${path} line ${number} has seq ${record.seq}`);
    records.push(record);
    ends.push(newline + 1);
    start = newline + 1;
  }
  let kept = records.length;
  while (kept > 0 && records[kept - 1]?.day !== undefined && records[kept - 1]?.op !== 'day') kept -= 1;
  const length = kept === 0 ? 0 : (ends[kept - 1] as number);
  if (length < bytes.length) truncateSync(path, length);
  records.length = kept;
  return records;
}
