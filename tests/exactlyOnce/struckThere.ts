/**
 * What faults of the stand-in QuickBooks met, as it says itself: its list of what planned faults with a name met, its counts of
 * notices, and what it tells of tokens. That a fault was asked for is none of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What these spoil is the answer of a request that was carried out: one that was refused was no such thing. */
const AFTER_THE_WRITE: ReadonlySet<string> = new Set(['QuickBooks fails after the write']);
/** Of `GET /control/webhooks`. */
const NOTICES = { lose: 'lost', duplicate: 'duplicated', reorder: 'reordered', delay: 'delayed' };
/** Why a token was turned away. */
const TURNED_AWAY: readonly (readonly [RegExp, string])[] = [
  [/^Token expired/, 'access tokens expire'],
  [/^Token revoked/, 'a grant is revoked'],
];

interface StandIn {
  /** Where the stand-in keeps its files. */
  readonly dataDir: string;
  noteStrike(kind: string, times?: number): void;
  control(what: string): Promise<unknown>;
}

type Counts = Readonly<Record<string, number>>;

export class StruckThere {
  private readonly standIn: StandIn;
  private linesRead = 0;
  private notices: Counts = {};

  constructor(standIn: StandIn) {
    this.standIn = standIn;
  }

  /** The stand-in's process told something. */
  hear({ kind, why = '' }: { readonly kind: string; readonly why?: string }): void {
    if (kind !== 'turned away') return;
    for (const [said, name] of TURNED_AWAY) if (said.test(why)) this.standIn.noteStrike(name);
  }

  /** Notes what was met since the last look. */
  async look(): Promise<void> {
    this.lookAtFaults();
    const { counts } = (await this.standIn.control('GET webhooks')) as { readonly counts: Counts };
    for (const [kind, count] of Object.entries(NOTICES)) {
      const met = (counts[count] ?? 0) - (this.notices[count] ?? 0);
      if (met > 0) this.standIn.noteStrike(`notices: ${kind}`, met);
    }
    this.notices = counts;
  }

  private lookAtFaults(): void {
    const path = join(this.standIn.dataDir, 'faults.jsonl');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines.slice(this.linesRead)) {
      const { name, done } = JSON.parse(line) as { readonly name: string; readonly done: boolean };
      if (done || !AFTER_THE_WRITE.has(name)) this.standIn.noteStrike(name);
    }
    this.linesRead = lines.length;
  }
}
