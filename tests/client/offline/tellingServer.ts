import { project } from '../../../client/offline/fold.js';
import type { RitualView } from '../../../client/offline/index.js';
import type { OutboxSend } from '../../../client/offline/sending.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import type { Operation } from '../../../domain/operations/operation.js';
import type { IsoDate } from '../../../domain/units.js';
import { DecidingServer } from './decidingServer.js';
import { FakeServer } from './fakeServer.js';

/** The one client there is. */
export const CLIENT = 'c1';
/** Of the fake server's clock. */
export const WEEK = '2026-11-23' as IsoDate;

/** A server that does what it is asked, tells its devices of it, and answers: each after its own time, in milliseconds. */
export class TellingServer {
  readonly figures = new FakeServer([CLIENT]);
  private readonly deciding = new DecidingServer();
  private review: RitualView = fakeRitual(CLIENT, {
    ritual: {
      ...{
        week: WEEK,
        state: 'REVIEWED',
        startedAt: '2026-11-23T08:00:00Z',
        seconds: 100,
        tabs: ['HYGIENE'],
        decisions: 1,
      },
      ...{ reviewedAt: '2026-11-23T08:05:00Z', reviewedByName: 'Priya', reviewedAsOf: '2026-11-22' },
      ...{ reviewedBooksVersion: 1, reviewedWeeks: 4.6, reviewedOperationId: null },
    },
  });
  /** Null: never. */
  tellsAfter: number | null = 0;
  answersAfter = 0;
  told: Promise<void> = Promise.resolve();
  losesAnswers = false;
  /** False: no act reaches it from here. */
  sends = true;
  /** Operations that were done: delivered again, they change nothing. */
  readonly taken = new Set<string>();

  constructor() {
    this.publish();
  }

  send(): OutboxSend {
    const { submitDecisions, withdrawDecisions } = this.deciding.send();
    return {
      submitDecisions: async (drafts) => {
        const answer = await submitDecisions(drafts);
        const applied = drafts.flatMap(({ kind, id }) => (kind === 'PLAN' ? [id] : []));
        const results = answer.results.map((result) =>
          result.decision === null || !applied.includes(result.id)
            ? result
            : { ...result, decision: { ...result.decision, state: 'APPLIED' as const } },
        );
        for (const decision of drafts) {
          this.done({ name: 'SUBMIT_DECISION', id: decision.id, clientId: CLIENT, decision });
        }
        if (this.losesAnswers) throw new TypeError('Failed to fetch');
        await pause(this.answersAfter);
        return { ...answer, results };
      },
      withdrawDecisions,
      act: async (operation) => {
        if (!this.sends) throw new TypeError('Failed to fetch');
        this.done(operation);
        if (this.losesAnswers) throw new TypeError('Failed to fetch');
        const { hygiene, flowband, ritual } = this.review;
        const { openIssues, lastReviewedAt } = this;
        await pause(this.answersAfter);
        if ('issueIds' in operation) return { change: { hygiene, flowband }, row: { openIssues }, refusal: null };
        return { change: { ritual }, row: { lastReviewedAt }, refusal: null };
      },
    };
  }

  /** Whoever asks: each once. */
  done(operation: Operation): void {
    if (this.taken.has(operation.id)) return;
    this.taken.add(operation.id);
    const queued = { operation, place: 1, savedAt: this.figures.now, state: 'WAITING' as const, refusal: null };
    if (operation.name === 'SUBMIT_DECISION' && operation.decision.kind === 'PLAN') {
      this.replan(operation.decision.documentKey, operation.decision.plannedFor);
    } else {
      this.review = project(this.review, [queued], []);
      this.publish();
    }
    const { tellsAfter } = this;
    if (tellsAfter !== null) this.told = pause(tellsAfter).then(() => this.figures.tell(CLIENT));
  }

  replan(documentKey: string, plannedFor: IsoDate | null): void {
    const { console } = this.review;
    const bills = console?.bills.map((bill) => (bill.key === documentKey ? { ...bill, plannedFor } : bill)) ?? [];
    this.review = { ...this.review, console: console === null ? null : { ...console, bills } };
    this.publish();
  }

  private publish(): void {
    const { hygiene, flowband, console, ritual } = this.review;
    const answered = [...this.taken];
    this.figures.reviews.set(CLIENT, { hygiene, flowband, console, ritual, answered });
    this.figures.rows.set(CLIENT, {
      openIssues: this.openIssues,
      lastReviewedAt: this.lastReviewedAt,
      ritual,
      answered,
    });
    this.figures.versions.set(CLIENT, String(Number(this.figures.versions.get(CLIENT)) + 1));
  }

  /** There is one week alone. */
  private get lastReviewedAt(): string | null {
    return this.review.ritual?.reviewedAt ?? null;
  }

  private get openIssues(): number {
    return this.review.hygiene?.issues.filter(({ state }) => state === 'OPEN').length ?? 0;
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
