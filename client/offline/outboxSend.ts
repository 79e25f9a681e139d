import type { DecisionDraft } from '../../domain/decision/decision.js';
import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import type { Operation, OperationName, QueuedOperation } from '../../domain/operations/operation.js';
import { answeredPlans, type Answered, type AnsweredRow } from './answers.js';
import type { DecisionAnswer } from './decisionRows.js';
import type { FailureKind } from './outboxMachine.js';
import type { Settled } from './outboxRows.js';
import { isOutOfReach } from './reach.js';
import { SendFailure, type RefusalView } from './sendFailure.js';
import type { TellQueue } from './queueReporting.js';
import type { RitualChange } from './view.js';

export type { RefusalView } from './sendFailure.js';

/** The server's answer about one decision of a request. */
export interface DecisionResult {
  readonly id: string;
  /** As it stands now; null where nothing is kept under this id. */
  readonly decision: KnownDecision | null;
  readonly refusal: RefusalView | null;
  readonly version: number | null;
}

export interface SubmitAnswer {
  readonly results: readonly DecisionResult[];
  readonly refusal: RefusalView | null;
}

/** The server's answer to an act on a client: what of its review is different now. */
export interface ActAnswer {
  readonly change: RitualChange | null;
  /** What of the client's row is different now beside its review; left out where nothing is, or it is not told. */
  readonly row?: AnsweredRow;
  /** Null: done. */
  readonly refusal: RefusalView | null;
}

/** Everything else than decisions. */
export type Act = Exclude<Operation, { name: 'SUBMIT_DECISION' | 'WITHDRAW_DECISION' }>;

/**
 * How operations reach the server. Each rejects with SendFailure where it is known what is wrong, with a TypeError when the
 * server is out of reach (as `fetch` does); anything else counts as a fault of the server. Nothing is told from texts.
 */
export interface OutboxSend {
  readonly submitDecisions: (decisions: readonly DecisionDraft[]) => Promise<SubmitAnswer>;
  readonly withdrawDecisions: (ids: readonly string[]) => Promise<SubmitAnswer>;
  readonly act: (operation: Act) => Promise<ActAnswer>;
  /** Left out: the server is not told what waits here. */
  readonly reportQueue?: TellQueue;
}

export function failureKindOf(error: unknown): FailureKind {
  if (error instanceof SendFailure) return error.kind;
  return isOutOfReach(error) ? 'OUT_OF_REACH' : 'SERVER_FAULT';
}

/** What a request came to: what became of its operations, and what of clients' reviews is different now. */
export interface Sent {
  readonly settled: Settled;
  readonly answered: readonly Answered[];
}

/**
 * Sends operations of one kind as one request.
 * @throws SendFailure NOT_TAKEN when the server refused a request of several as a whole; alone, that is its refusal.
 */
export async function sendBatch(
  send: OutboxSend,
  kind: OperationName,
  batch: readonly QueuedOperation[],
): Promise<Sent> {
  try {
    return await sent(send, kind, batch);
  } catch (error) {
    if (!(error instanceof SendFailure) || error.kind !== 'NOT_TAKEN' || batch.length > 1) throw error;
    const refused = new Map(batch.map(({ operation }) => [operation.id, error.refusal]));
    return { settled: { done: [], refused, decisions: [] }, answered: [] };
  }
}

async function sent(send: OutboxSend, kind: OperationName, batch: readonly QueuedOperation[]): Promise<Sent> {
  const operations = batch.map(({ operation }) => operation);
  if (kind === 'SUBMIT_DECISION') {
    const drafts = operations.flatMap((one) => (one.name === 'SUBMIT_DECISION' ? [one.decision] : []));
    return decided(await send.submitDecisions(drafts), new Map(drafts.map(({ id }) => [id, id])));
  }
  if (kind === 'WITHDRAW_DECISION') {
    const named = operations.flatMap((one) => (one.name === 'WITHDRAW_DECISION' ? [one] : []));
    const byDecision = new Map(named.map(({ id, decisionId }) => [decisionId, id]));
    return withdrawn(await send.withdrawDecisions([...byDecision.keys()]), byDecision);
  }
  const [act] = operations;
  if (act === undefined || act.name === 'SUBMIT_DECISION' || act.name === 'WITHDRAW_DECISION') {
    throw new Error(`A request of ${kind} holds none.`);
  }
  const { change, row, refusal } = await send.act(act);
  const refused = new Map(refusal === null ? [] : [[act.id, refusal]]);
  const done = refusal === null ? [act.id] : [];
  const answer = {
    clientId: act.clientId,
    change: change ?? {},
    ...(row !== undefined && { row }),
    operationIds: done,
  };
  return { settled: { done, refused, decisions: [] }, answered: change === null ? [] : [answer] };
}

/** A decision the server keeps, in whatever state, is answered; the others with a reason are refused. */
function decided({ results, refusal }: SubmitAnswer, operationOf: ReadonlyMap<string, string>): Sent {
  throwIfWhole(results, refusal);
  const done: string[] = [];
  const refused = new Map<string, RefusalView>();
  for (const { id, decision, refusal: no } of results) {
    const operation = operationOf.get(id);
    if (operation === undefined) continue;
    if (decision !== null) done.push(operation);
    else if (no !== null) refused.set(operation, no);
  }
  const known = results.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  return { settled: { done, refused, decisions: answersOf(results) }, answered: answeredPlans(known) };
}

/**
 * A decision that is taken back, or was never known, is done with, and so is its submission. One that was sent already is
 * on the server for certain: its submission is done, its withdrawal refused.
 */
function withdrawn({ results, refusal }: SubmitAnswer, operationOf: ReadonlyMap<string, string>): Sent {
  throwIfWhole(results, refusal);
  const done: string[] = [];
  const refused = new Map<string, RefusalView>();
  for (const { id, decision, refusal: no } of results) {
    const operation = operationOf.get(id);
    if (operation === undefined) continue;
    if (no === null) done.push(operation, id);
    else {
      refused.set(operation, no);
      if (decision !== null) done.push(id);
    }
  }
  return { settled: { done, refused, decisions: answersOf(results) }, answered: [] };
}

function throwIfWhole(results: readonly DecisionResult[], refusal: RefusalView | null): void {
  if (refusal !== null && results.length === 0) throw new SendFailure('NOT_TAKEN', refusal);
}

function answersOf(results: readonly DecisionResult[]): DecisionAnswer[] {
  return results.flatMap(({ decision, version }) =>
    decision === null ? [] : [{ clientId: decision.clientId, decision, version }],
  );
}
