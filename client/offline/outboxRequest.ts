/** One request of the queue, from the mark before it to what the device keeps of its answer. */
import type { QueuedOperation } from '../../domain/operations/operation.js';
import type { OutboxEvent } from './outboxMachine.js';
import type { Batch } from './outboxOrder.js';
import type { OutboxRows, Settled } from './outboxRows.js';
import { failureKindOf, sendBatch, type OutboxSend, type Sent } from './outboxSend.js';
import type { Answered } from './answers.js';
import { SendFailure } from './sendFailure.js';

export interface RequestParts {
  readonly rows: OutboxRows;
  readonly send: OutboxSend;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** What an answer changed of a client's snapshots; awaited before the operation leaves the queue. */
  readonly onAnswer?: (answered: Answered) => Promise<void>;
  /** A request without an answer for so long is tried again; what it brought is the same, as each is taken once. */
  readonly answerWithinMs?: number;
}

/** What of the queue a request is made of, and whether this tab still is the one that sends. */
export interface RequestNow {
  readonly operations: () => readonly QueuedOperation[];
  readonly held: () => boolean;
}

type Moment = Pick<RequestParts, 'now' | 'random'>;

const ANSWER_WITHIN_MS = 12_000;

/** Never rejects. A late answer of a request that was taken over by another tab is kept as well: it is true. */
export async function perform(parts: RequestParts, { kind, ids }: Batch, queue: RequestNow): Promise<OutboxEvent> {
  const { rows, send, answerWithinMs = ANSWER_WITHIN_MS } = parts;
  let batch: readonly QueuedOperation[];
  try {
    const here = new Set(await rows.markTried(ids));
    batch = queue.operations().filter(({ operation }) => here.has(operation.id));
  } catch {
    return stuck(parts);
  }
  if (batch.length === 0) return { type: 'answered', done: ids, refused: [] };
  if (!queue.held()) return { type: 'following' };
  let sent: Sent;
  try {
    sent = await within(answerWithinMs, sendBatch(send, kind, batch));
  } catch (error) {
    return { type: 'failed', kind: failureKindOf(error), ...at(parts) };
  }
  const { done, refused } = sent.settled;
  if (done.length + refused.size === 0) return { type: 'failed', kind: 'SERVER_FAULT', ...at(parts) };
  return keep(parts, sent, ids, batch);
}

/** The device could not keep something: tried again like a wire that breaks. */
export function stuck(moment: Moment): OutboxEvent {
  return { type: 'stuck', ...at(moment) };
}

async function keep(
  parts: RequestParts,
  { settled, answered: answers }: Sent,
  ids: readonly string[],
  batch: readonly QueuedOperation[],
): Promise<OutboxEvent> {
  try {
    for (const one of answers) await parts.onAnswer?.(one);
    const written = await parts.rows.settle(settled, batch);
    return written.kept ? answered(settled, ids, batch) : stuck(parts);
  } catch {
    return stuck(parts);
  }
}

/** Those that are gone from the device meanwhile are done with, too. */
function answered({ done, refused }: Settled, ids: readonly string[], sent: readonly QueuedOperation[]): OutboxEvent {
  const here = new Set(sent.map(({ operation }) => operation.id));
  const gone = ids.filter((id) => !here.has(id));
  return { type: 'answered', done: [...done, ...gone], refused: [...refused.keys()] };
}

function at({ now, random }: Moment): { readonly at: number; readonly jitter: number } {
  return { at: now(), jitter: random() };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendFailure('SERVER_FAULT')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
