/**
 * The outbox as a pure step function: (state, event) → state and commands. It knows no clock, disk or wire: times and jitter
 * come in with events, and what is to be done goes out as commands. Its test is a table.
 */
import type { OperationName } from '../../domain/operations/operation.js';
import { nextBatch, type Batch, type Item } from './outboxOrder.js';

/**
 * Why a request brought no answer. OUT_OF_REACH: no server answered. NOT_SIGNED_IN: the session has ended. NOT_UNDERSTOOD:
 * the server does not know this operation. NOT_TAKEN: the server refused the request as a whole; one of its operations may
 * be why. SERVER_FAULT: anything else. Never told from an error's text.
 */
export type FailureKind = 'OUT_OF_REACH' | 'NOT_SIGNED_IN' | 'NOT_UNDERSTOOD' | 'NOT_TAKEN' | 'SERVER_FAULT';

export type Phase = 'resting' | 'draining' | 'pausing' | 'offline' | 'needsSignIn' | 'needsUpdate';

export interface OutboxState {
  readonly phase: Phase;
  /** In the order they were made. */
  readonly items: readonly Item[];
  /** The request under way; null when none is. */
  readonly underWay: Batch | null;
  /** Requests that failed one after another. */
  readonly failures: number;
  /** Milliseconds since 1970 of the next try; null: nothing is tried by time alone. */
  readonly until: number | null;
  /** Most operations in the next request: halved when a request fails as a whole, so that one bad row ends up alone. */
  readonly limit: number;
  /** What this server does not know; asked again at the next try. */
  readonly notUnderstood: ReadonlySet<OperationName>;
}

export type OutboxEvent =
  /** What the device holds, in order. */
  | { readonly type: 'loaded'; readonly items: readonly Item[] }
  /** This tab may send. */
  | { readonly type: 'leading' }
  /** This tab may not send any more: another has taken over. */
  | { readonly type: 'following' }
  /** Every operation of the request is answered, and the device has kept it: those done are gone. */
  | { readonly type: 'answered'; readonly done: readonly string[]; readonly refused: readonly string[] }
  | { readonly type: 'failed'; readonly kind: FailureKind; readonly at: number; readonly jitter: number }
  /** The device could not keep a mark or an answer; tried again. */
  | { readonly type: 'stuck'; readonly at: number; readonly jitter: number }
  /** Time came, the server was reached, somebody signed in or the page was shown. */
  | { readonly type: 'woken' };

export type Command =
  /** Become the tab that sends, if no other is. */
  | { readonly type: 'lead' }
  | { readonly type: 'send'; readonly batch: Batch }
  /** Nothing to send now: let others lead. */
  | { readonly type: 'rest' }
  /** Wake at this instant. */
  | { readonly type: 'wait'; readonly until: number };

export interface Stepped {
  readonly state: OutboxState;
  readonly commands: readonly Command[];
}

export const LARGEST_BATCH = 50;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const UPDATE_PAUSE_MS = 60_000;

export const EMPTY: OutboxState = {
  phase: 'resting',
  items: [],
  underWay: null,
  failures: 0,
  until: null,
  limit: LARGEST_BATCH,
  notUnderstood: new Set(),
};

/** How long to wait after failures in a row, ms: doubling to 10 s, by a half less at random so that tabs do not march in step. */
export function pauseAfter(failures: number, jitter: number): number {
  const whole = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);
  return Math.round(whole * (1 - jitter / 2));
}

/** What follows from what happened. `jitter` of events: 0 to 1. */
export function step(state: OutboxState, event: OutboxEvent): Stepped {
  switch (event.type) {
    case 'loaded':
      return loaded(state, event.items);
    case 'leading':
      return state.phase === 'draining' ? sendNext(state) : stay(state, { type: 'rest' });
    case 'following':
      return following(state);
    case 'answered':
      return answered(state, event);
    case 'failed':
      return failed(state, event.kind, event.at, event.jitter);
    case 'stuck':
      return pause(withoutRequest(state), 'pausing', event.at, event.jitter);
    case 'woken':
      return woken(state);
  }
}

/** Those on the device; what is under way stays so, also when the device has let go of it meanwhile. */
function loaded(state: OutboxState, fromDevice: readonly Item[]): Stepped {
  const sending = new Set(state.underWay?.ids);
  const known = new Map(state.items.map((item) => [item.id, item]));
  const items = fromDevice.map((item) => ({
    ...item,
    faults: known.get(item.id)?.faults ?? 0,
    state: sending.has(item.id) ? ('SENDING' as const) : item.state,
  }));
  const next = { ...state, items };
  if (state.phase !== 'resting' && state.phase !== 'needsUpdate') return isDone(next) ? settle(next) : stay(next);
  if (nextBatch(items, state.notUnderstood, state.limit) !== null) {
    return stay({ ...next, phase: 'draining' }, { type: 'lead' });
  }
  return state.phase === 'needsUpdate' && isDone(next) ? settle(next) : stay(next);
}

function following(state: OutboxState): Stepped {
  const next = withoutRequest(state);
  if (state.phase !== 'draining') return stay(next);
  return stay(next, { type: 'lead' });
}

function answered(
  state: OutboxState,
  { done, refused }: { readonly done: readonly string[]; readonly refused: readonly string[] },
): Stepped {
  const gone = new Set(done);
  const no = new Set(refused);
  const items = withoutRequest(state)
    .items.filter(({ id }) => !gone.has(id))
    .map((item) => (no.has(item.id) ? { ...item, state: 'REFUSED' as const } : item));
  const limit = Math.min(LARGEST_BATCH, state.limit * 2);
  const until = state.notUnderstood.size > 0 ? state.until : null;
  return sendNext({ ...state, items, underWay: null, failures: 0, limit, until });
}

function failed(state: OutboxState, kind: FailureKind, at: number, jitter: number): Stepped {
  const { underWay } = state;
  const next = withoutRequest(state);
  switch (kind) {
    case 'OUT_OF_REACH':
      return pause(next, 'offline', at, jitter);
    case 'NOT_SIGNED_IN':
      return stay({ ...next, phase: 'needsSignIn', until: null }, { type: 'rest' });
    case 'NOT_UNDERSTOOD': {
      if (underWay === null) return pause(next, 'pausing', at, jitter);
      const notUnderstood = new Set([...next.notUnderstood, underWay.kind]);
      return sendNext({ ...next, notUnderstood, until: at + UPDATE_PAUSE_MS });
    }
    case 'NOT_TAKEN':
      // The one that is at fault is found by smaller requests; alone, the device makes a refusal of it, which is an answer.
      if (underWay !== null && underWay.ids.length > 1) return sendNext(halved(next, underWay));
      return pause(halved(next, underWay), 'pausing', at, jitter);
    case 'SERVER_FAULT':
      return pause(halved(next, underWay), 'pausing', at, jitter);
  }
}

function woken(state: OutboxState): Stepped {
  if (state.phase === 'draining') return stay(state);
  const next = { ...state, notUnderstood: new Set<OperationName>(), until: null };
  if (nextBatch(next.items, next.notUnderstood, next.limit) === null) return stay({ ...next, phase: 'resting' });
  return stay({ ...next, phase: 'draining' }, { type: 'lead' });
}

function sendNext(state: OutboxState): Stepped {
  const batch = nextBatch(state.items, state.notUnderstood, state.limit);
  if (batch === null) return settle(state);
  const sending = new Set(batch.ids);
  const items = state.items.map((item) => (sending.has(item.id) ? { ...item, state: 'SENDING' as const } : item));
  return stay({ ...state, phase: 'draining', items, underWay: batch }, { type: 'send', batch });
}

/** Nothing can be sent: at rest, or waiting for a server that knows more. */
function settle(state: OutboxState): Stepped {
  if (state.underWay !== null) return stay(state);
  const isHeld = state.items.some(({ kind, state: at }) => at === 'WAITING' && state.notUnderstood.has(kind));
  if (!isHeld || state.until === null) return stay({ ...state, phase: 'resting', until: null }, { type: 'rest' });
  return stay({ ...state, phase: 'needsUpdate' }, { type: 'rest' }, { type: 'wait', until: state.until });
}

function pause(state: OutboxState, phase: 'pausing' | 'offline', at: number, jitter: number): Stepped {
  const failures = state.failures + 1;
  const until = at + pauseAfter(failures, jitter);
  return stay({ ...state, phase, failures, until }, { type: 'rest' }, { type: 'wait', until });
}

function halved(state: OutboxState, failedBatch: Batch | null): OutboxState {
  if (failedBatch === null) return state;
  const ids = new Set(failedBatch.ids);
  const items = state.items.map((item) =>
    ids.has(item.id) && ids.size === 1 ? { ...item, faults: item.faults + 1 } : item,
  );
  return { ...state, items, limit: Math.max(1, Math.floor(failedBatch.ids.length / 2)) };
}

function withoutRequest(state: OutboxState): OutboxState {
  if (state.underWay === null) return state;
  const items = state.items.map((item) => (item.state === 'SENDING' ? { ...item, state: 'WAITING' as const } : item));
  return { ...state, items, underWay: null };
}

function isDone(state: OutboxState): boolean {
  return state.underWay === null && !state.items.some((item) => item.state === 'WAITING');
}

function stay(state: OutboxState, ...commands: readonly Command[]): Stepped {
  return { state, commands };
}
