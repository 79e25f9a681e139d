import { isOfRow, reviewWith, type Answered } from './answers.js';
import type { DeviceBase } from './deviceBase.js';
import type { Snapshots } from './snapshots.js';
import type { Tabs } from './tabs.js';
import type { RitualView } from './view.js';

export interface DeviceAnswersParts {
  readonly base: DeviceBase;
  readonly tabs: Tabs;
  readonly snapshots: () => Snapshots;
  /** The clients whose digests are looked at now. */
  readonly watched: { has(clientId: string): boolean };
  readonly isStopped: () => boolean;
  /** Fetches a client's review by itself, once what is under way has ended; nobody waits for it. */
  readonly fetchAgain: (clientId: string) => void;
}

/** Keeps and shows what acts answered, until the whole snapshot is fetched anew. */
export class DeviceAnswers {
  constructor(private readonly parts: DeviceAnswersParts) {}

  /**
   * A snapshot that was being fetched meanwhile may be from before the answer, and is fetched again. So is one with a plan
   * in it: a plan that is delivered again is answered with its own day, though another was planned since.
   */
  async take(answered: Answered): Promise<void> {
    const { base, tabs, isStopped, fetchAgain } = this.parts;
    if (isStopped()) return;
    const { clientId, planned } = answered;
    const snapshots = this.parts.snapshots();
    snapshots.noteAnswer(clientId);
    const before = base.ritualOf(clientId) ?? (await snapshots.ritual(clientId))?.value ?? null;
    try {
      // Kept first: whatever is shown anew from the device meanwhile has it.
      if (before !== null)
        await snapshots.keepAnswer(clientId, reviewWith(before, answered), planned === undefined ? 'now' : 'any time');
      if (isOfRow(answered)) await snapshots.keepRow(answered);
    } finally {
      this.show(answered, base.ritualOf(clientId) ?? before);
    }
    if (isStopped()) return;
    if (before !== null) tabs.tell({ kind: 'digest', clientId });
    if (isOfRow(answered)) tabs.tell({ kind: 'list' });
    if (before !== null && planned !== undefined) fetchAgain(clientId);
  }

  /** In the list and on the page at once. */
  private show(answered: Answered, before: RitualView | null): void {
    const { base, watched } = this.parts;
    const { clientId } = answered;
    base.take(answered);
    if (before !== null && watched.has(clientId)) base.ritual(clientId, reviewWith(before, answered), {});
  }
}
