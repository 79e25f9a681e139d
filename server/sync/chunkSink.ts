import type { Account } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import type { ChunkKind } from '../books/versionedTables.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { AccountList } from './accountList.js';
import type { Chunk } from './chunkStore.js';
import type { Progress } from './progress.js';

/** Where chunks go, and what is there already. */
export interface ChunkSink {
  /** Rows of a chunk that is kept already; undefined when it is not. */
  staged(key: string): number | undefined;
  stage(chunk: Chunk, progress: Progress): Promise<void>;
  rowsOf<Row>(kind: ChunkKind): Promise<Row[]>;
  /** The earliest date of any document that is kept; null without any. */
  firstDocumentDate(): Promise<IsoDate | null>;
  /** QuickBooks' time when the reading began. */
  beganAt(): Date | null;
  accountList(accounts: readonly Account[], company: Company): AccountList;
}
