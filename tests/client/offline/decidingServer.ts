import type { DecisionDraft } from '../../../domain/decision/decision.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import {
  SendFailure,
  type Act,
  type ActAnswer,
  type OutboxSend,
  type RefusalView,
  type SubmitAnswer,
} from '../../../client/offline/sending.js';

/** What happens to one request: the server does it and answers, does it and the answer is lost, or never hears of it. */
export type Wire = 'whole' | 'answerLost' | 'requestLost' | 'fault' | 'notSignedIn' | 'notUnderstood';

type Result = SubmitAnswer['results'][number];

/** A faithful model of the server that takes decisions: each is taken over once by its id, whoever asks how often. */
export class DecidingServer {
  readonly decisions = new Map<string, KnownDecision>();
  readonly tombstones = new Set<string>();
  readonly versions = new Map<string, number>();
  /** Every time a decision took effect, by its id: no id stands in it twice. */
  readonly effects: string[] = [];
  /** The ids of each request that arrived, in order. */
  readonly requests: string[][] = [];
  /** Operations other than decisions that were done, by their id. */
  readonly acts: string[] = [];
  /** What becomes of the next requests; whole once it is empty. */
  wires: Wire[] = [];
  /** Decides it by the request where it is set. */
  wire: (() => Wire) | null = null;
  /** Refused for good, by the document. */
  readonly refuses = new Map<string, RefusalView>();
  /** A request that holds one of these documents is a fault of the server. */
  readonly poison = new Set<string>();
  /** Sent already: cannot be taken back. */
  readonly sent = new Set<string>();
  underWay = 0;
  mostUnderWay = 0;
  /** Awaited in every request, before the server does anything. */
  gate: (() => Promise<void>) | null = null;

  send(): OutboxSend {
    return {
      submitDecisions: (drafts) =>
        this.answer(
          drafts.map(({ id }) => id),
          () => this.submit(drafts),
        ),
      withdrawDecisions: (ids) => this.answer([...ids], () => this.withdraw(ids)),
      act: (operation) => this.answer([operation.id], () => this.act(operation)),
    };
  }

  private async answer<T>(ids: string[], work: () => T): Promise<T> {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    try {
      await this.gate?.();
      await Promise.resolve();
      const wire = this.wire?.() ?? this.wires.shift() ?? 'whole';
      if (wire === 'requestLost') throw new TypeError('Failed to fetch');
      if (wire === 'notSignedIn') throw new SendFailure('NOT_SIGNED_IN');
      if (wire === 'notUnderstood') throw new SendFailure('NOT_UNDERSTOOD');
      if (wire === 'fault') throw new Error('Something went wrong on our side.');
      this.requests.push(ids);
      const answer = work();
      if (wire === 'answerLost') throw new TypeError('Failed to fetch');
      return answer;
    } finally {
      this.underWay -= 1;
    }
  }

  private submit(drafts: readonly DecisionDraft[]): SubmitAnswer {
    if (drafts.some(({ documentKey }) => this.poison.has(documentKey))) throw new Error('Broken by one of them.');
    return { results: drafts.map((draft) => this.submitOne(draft)), refusal: null };
  }

  private submitOne(draft: DecisionDraft): Result {
    const { id, clientId } = draft;
    const known = this.decisions.get(id);
    if (known !== undefined) return { id, decision: known, refusal: null, version: this.versions.get(clientId) ?? 0 };
    const refusal = this.refuses.get(draft.documentKey) ?? null;
    if (refusal !== null) return { id, decision: null, refusal, version: null };
    const isWithdrawn = this.tombstones.has(id);
    if (!isWithdrawn) this.effects.push(id);
    const decision = knownOf(draft, isWithdrawn ? 'WITHDRAWN' : 'ACCEPTED');
    return { id, decision, refusal: null, version: this.keep(decision) };
  }

  private withdraw(ids: readonly string[]): SubmitAnswer {
    return { results: ids.map((id) => this.withdrawOne(id)), refusal: null };
  }

  private withdrawOne(id: string): Result {
    const known = this.decisions.get(id);
    if (known === undefined) {
      this.tombstones.add(id);
      return { id, decision: null, refusal: null, version: null };
    }
    if (this.sent.has(id)) {
      const refusal = { code: 'TOO_LATE', message: 'It was sent already.' };
      return { id, decision: known, refusal, version: this.versions.get(known.clientId) ?? 0 };
    }
    const decision = { ...known, state: 'WITHDRAWN' as const };
    return { id, decision, refusal: null, version: this.keep(decision) };
  }

  private act(operation: Act): ActAnswer {
    if (!this.acts.includes(operation.id)) this.acts.push(operation.id);
    return { change: null, refusal: null };
  }

  private keep(decision: KnownDecision): number {
    this.decisions.set(decision.id, decision);
    const version = (this.versions.get(decision.clientId) ?? 0) + 1;
    this.versions.set(decision.clientId, version);
    return version;
  }
}

function knownOf(draft: DecisionDraft, state: KnownDecision['state']): KnownDecision {
  const { saw } = draft;
  return {
    ...{ id: draft.id, clientId: draft.clientId, kind: draft.kind, state, documentKey: draft.documentKey },
    ...{ name: saw.name, number: saw.number, dueDate: saw.dueDate, openBalance: saw.openBalance },
    ...{ currency: saw.currency, amount: draft.amount, accountId: draft.accountId, accountName: null },
    ...{ plannedFor: draft.plannedFor, byName: 'Daniel Reyes', acceptedAt: '2026-11-23T08:09:00Z', sendsAt: null },
    ...{ submittedAt: null, settledAt: null, waitingFor: null, note: null, differences: [], openBalanceNow: null },
    ...{ replaces: draft.replaces, replacedBy: null, receipt: null },
  };
}
