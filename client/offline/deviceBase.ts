import { isOfRow, rowWith, type Answered } from './answers.js';
import { clientRow, type ClientRow } from './clientRow.js';
import type { DigestState, ShownStore } from './deviceState.js';
import { judgeRows } from './judging.js';
import type { PageQueue } from './pageQueue.js';
import type { ListClient, RitualView } from './view.js';

/**
 * What the server gave, as it gave it, and what is shown of it: folded with the queue, judged by the clock. The same
 * calculation after every change of either.
 */
export class DeviceBase {
  private clients: readonly ListClient[] = [];
  private rows: readonly ClientRow[] | null = null;
  private readonly rituals = new Map<string, RitualView>();
  private queue: PageQueue | null = null;

  constructor(
    private readonly shown: ShownStore,
    private readonly watched: { has(clientId: string): boolean },
    private readonly now: () => number,
  ) {}

  foldWith(queue: PageQueue): void {
    this.queue = queue;
  }

  /** Decisions are shown anew: more is known of what they name. */
  refreshQueue(): void {
    this.queue?.refresh();
  }

  list(clients: readonly ListClient[], change: { fetchedAt?: number; error?: null } = {}): void {
    this.clients = clients;
    this.rows = clients.map(clientRow);
    this.shown.list({ ...change, rows: this.shownRows(this.rows) });
  }

  /** Figures grow stale while nobody can be asked: what time alone changes is judged again by the device's clock. */
  judge(): void {
    if (this.rows === null) return;
    const rows = this.shownRows(this.rows);
    if (rows !== this.shown.get().list.rows) this.shown.list({ rows });
  }

  ritual(clientId: string, ritual: RitualView | null, change: Partial<DigestState>): void {
    if (ritual === null) this.rituals.delete(clientId);
    else this.rituals.set(clientId, ritual);
    this.shown.ritual(clientId, ritual === null ? null : this.folded(ritual), change);
    if (ritual !== null) this.queue?.refresh();
  }

  /** As the server gave it; null where nobody looks at it. */
  ritualOf(clientId: string): RitualView | null {
    return this.rituals.get(clientId) ?? null;
  }

  /** An answer tells of a review or of issues: the list's row has it too. */
  take(answered: Answered): void {
    if (this.rows === null || !isOfRow(answered)) return;
    const place = this.clients.findIndex(({ id }) => id === answered.clientId);
    const before = this.clients[place];
    if (before === undefined) return;
    const client = rowWith(before, answered);
    this.clients = this.clients.with(place, client);
    this.rows = this.rows.with(place, clientRow(client));
    this.judge();
  }

  /** The queue changed. What is not looked at any more is forgotten. */
  refold(): void {
    this.judge();
    for (const [clientId, ritual] of [...this.rituals]) {
      if (!this.watched.has(clientId)) this.rituals.delete(clientId);
      else this.showFolded(clientId, ritual);
    }
  }

  private showFolded(clientId: string, ritual: RitualView): void {
    const state = this.shown.get().digests.get(clientId);
    const folded = this.folded(ritual);
    if (state?.review === null || state?.review === undefined) return;
    const { review } = state;
    const isSame = (['hygiene', 'flowband', 'console', 'ritual'] as const).every(
      (part) => review[part] === folded[part],
    );
    if (!isSame) this.shown.ritual(clientId, folded, {});
  }

  /** What reads the same as before stays the same list. */
  private shownRows(rows: readonly ClientRow[]): readonly ClientRow[] {
    const answered = this.clients.flatMap((client) => client.answered ?? []);
    const next = judgeRows(this.queue?.projectRows(rows, answered) ?? rows, this.now());
    const before = this.shown.get().list.rows;
    const isSame = before?.length === next.length && next.every((row, index) => row === before[index]);
    return isSame ? before : next;
  }

  private folded(ritual: RitualView): RitualView {
    return this.queue?.project(ritual) ?? ritual;
  }
}
