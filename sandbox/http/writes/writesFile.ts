/** The append-only list of every write accepted: the oracle of tests. One JSON line a write (`AcceptedWrite`). */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedWrite } from '../../ledger/types.js';

export const WRITES_FILE = 'writes.jsonl';

/** The lines of a file; a torn last one is cut off. Refuses a bad line anywhere else. */
function readLines(path: string): AcceptedWrite[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AcceptedWrite);
}

export class WritesFile {
  private readonly path: string;
  private last = 0;

  /** Opens `<dataDir>/writes.jsonl` and completes it with those of `recent` that a killed process did not get to. */
  constructor(dataDir: string, recent: readonly AcceptedWrite[]) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, WRITES_FILE);
    const known = new Set<number>();
    for (const { seq } of readLines(this.path)) {
      known.add(seq);
      this.last = Math.max(this.last, seq);
    }
    const missing = recent.filter(({ seq }) => !known.has(seq)).toSorted((a, b) => a.seq - b.seq);
    for (const { seq } of missing) this.last = Math.max(this.last, seq);
    this.append(missing);
    if (!existsSync(this.path)) appendFileSync(this.path, '');
  }

  /** The number of the next write. */
  nextSeq(): number {
    this.last += 1;
    return this.last;
  }

  /** In the hands of the operating system when it returns. */
  append(writes: readonly AcceptedWrite[]): void {
    if (writes.length === 0) return;
    appendFileSync(this.path, writes.map((write) => `${JSON.stringify(write)}\n`).join(''));
  }
}
