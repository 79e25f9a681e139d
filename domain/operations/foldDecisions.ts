import type { DecisionDraft } from '../decision/decision.js';
import { isOpenState } from '../decision/difference.js';
import type { DecisionShown, KnownDecision } from './decisionShown.js';
import type { QueuedOperation } from './operation.js';

/** An account as a queued decision names it; a console's accounts fit. */
export interface NamedAccount {
  readonly id: string;
  readonly name: string;
}

/**
 * One client's decisions as screens show them, newest first: what this device has queued, the last made first, then what
 * the server knows, the last taken over first. Each decision stands in it once: where the server knows it already, as the
 * server has it. A withdrawal shows its decision as WITHDRAWING until the server has answered; a refused operation changes
 * nothing but says why. `queue` may hold other clients' operations. O(known + queue); what reads the same stays the same
 * object.
 */
export function foldDecisions(
  clientId: string,
  known: readonly KnownDecision[],
  queue: readonly QueuedOperation[],
  accounts: readonly NamedAccount[] = [],
): DecisionShown[] {
  return foldClient(known, queuedOf(clientId, queue), accounts);
}

/** What the queue says of one client's decisions. */
interface Queued {
  readonly submissions: Map<string, Submission>;
  /** By the decision's id: the last withdrawal of it. */
  readonly withdrawals: Map<string, QueuedOperation>;
}

interface Submission {
  readonly queued: QueuedOperation;
  readonly draft: DecisionDraft;
}

/**
 * The decisions of every client that has any, on the server or in the queue. `accountsOf`: the accounts of a client, as its
 * console has them. `before`: what this answered last; lists that read the same stay the same.
 */
export function foldAllDecisions(
  known: ReadonlyMap<string, readonly KnownDecision[]>,
  queue: readonly QueuedOperation[],
  accountsOf: (clientId: string) => readonly NamedAccount[] = () => [],
  before: ReadonlyMap<string, readonly DecisionShown[]> = new Map(),
): ReadonlyMap<string, readonly DecisionShown[]> {
  const byClient = new Map<string, Queued>();
  for (const one of queue) take(one, byClient);
  const shown = new Map<string, readonly DecisionShown[]>();
  for (const clientId of new Set([...known.keys(), ...byClient.keys()])) {
    const list = foldClient(known.get(clientId) ?? [], byClient.get(clientId) ?? nothingQueued(), accountsOf(clientId));
    if (list.length > 0) shown.set(clientId, sameOr(list, before.get(clientId)));
  }
  return shown;
}

function nothingQueued(): Queued {
  return { submissions: new Map(), withdrawals: new Map() };
}

function queuedOf(clientId: string, queue: readonly QueuedOperation[]): Queued {
  const byClient = new Map<string, Queued>([[clientId, nothingQueued()]]);
  for (const one of queue) if (one.operation.clientId === clientId) take(one, byClient);
  return byClient.get(clientId) ?? nothingQueued();
}

function take(queued: QueuedOperation, byClient: Map<string, Queued>): void {
  const { operation } = queued;
  if (operation.name !== 'SUBMIT_DECISION' && operation.name !== 'WITHDRAW_DECISION') return;
  const of = byClient.get(operation.clientId) ?? nothingQueued();
  byClient.set(operation.clientId, of);
  if (operation.name === 'SUBMIT_DECISION') of.submissions.set(operation.id, { queued, draft: operation.decision });
  else of.withdrawals.set(operation.decisionId, queued);
}

function foldClient(
  known: readonly KnownDecision[],
  { submissions, withdrawals }: Queued,
  accounts: readonly NamedAccount[],
): DecisionShown[] {
  const replacedBy = replacements(submissions, known);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const knownIds = new Set(known.map(({ id }) => id));
  const made = [...submissions.values()]
    .filter(({ draft }) => !knownIds.has(draft.id))
    .sort((a, b) => b.queued.place - a.queued.place)
    .map((submission) => shownOfQueued(submission, names, withdrawals.get(submission.draft.id), replacedBy));
  const takenOver = [...known].sort(newestFirst).map((one) => {
    const submission = submissions.get(one.id);
    return shownOfKnown(one, withdrawals.get(one.id), submission?.queued.refusal ?? null, replacedBy.get(one.id));
  });
  return [...made, ...takenOver];
}

/** As the server counts: what these were to replace stands again. */
const CAME_TO_NOTHING: ReadonlySet<KnownDecision['state']> = new Set(['FAILED', 'EXPIRED', 'WITHDRAWN']);

/** By the id of what is replaced: the queued decision that takes its place. One that came to nothing takes nobody's. */
function replacements(
  submissions: ReadonlyMap<string, Submission>,
  known: readonly KnownDecision[],
): Map<string, string> {
  const replacedBy = new Map<string, string>();
  const nothing = new Set(known.flatMap(({ id, state }) => (CAME_TO_NOTHING.has(state) ? [id] : [])));
  for (const { queued, draft } of submissions.values()) {
    const takesPlace = queued.state !== 'REFUSED' && !nothing.has(draft.id);
    if (draft.replaces !== null && takesPlace) replacedBy.set(draft.replaces, draft.id);
  }
  return replacedBy;
}

function newestFirst(a: KnownDecision, b: KnownDecision): number {
  if (a.acceptedAt !== b.acceptedAt) return Date.parse(b.acceptedAt) - Date.parse(a.acceptedAt) || idsDown(a, b);
  return idsDown(a, b);
}

/** Ids rise with time. */
function idsDown(a: KnownDecision, b: KnownDecision): number {
  return a.id < b.id ? 1 : -1;
}

const shownByKnown = new WeakMap<KnownDecision, DecisionShown>();

function shownOfKnown(
  known: KnownDecision,
  withdrawal: QueuedOperation | undefined,
  refused: DecisionShown['refusal'],
  replacedHere: string | undefined,
): DecisionShown {
  const plain = remembered(shownByKnown, known, () => {
    const canWithdraw = known.state === 'ACCEPTED' && known.sendsAt !== null;
    return { ...known, savedAt: null, refusal: null, canWithdraw };
  });
  const isWithdrawing = withdrawal !== undefined && withdrawal.state !== 'REFUSED' && isOpenState(known.state);
  const refusal = refused ?? withdrawal?.refusal ?? null;
  const replacedBy = known.replacedBy ?? replacedHere ?? null;
  if (!isWithdrawing && refusal === null && replacedBy === known.replacedBy) return plain;
  const withdrawing = isWithdrawing ? ({ state: 'WITHDRAWING', canWithdraw: false } as const) : {};
  return { ...plain, ...withdrawing, refusal, replacedBy };
}

const shownByQueued = new WeakMap<QueuedOperation, DecisionShown>();

function shownOfQueued(
  { queued, draft }: Submission,
  names: ReadonlyMap<string, string>,
  withdrawal: QueuedOperation | undefined,
  replacements: ReadonlyMap<string, string>,
): DecisionShown {
  const plain = remembered(shownByQueued, queued, () => plainOfQueued(queued, draft));
  const accountName = draft.accountId === null ? null : (names.get(draft.accountId) ?? null);
  const replacedBy = replacements.get(draft.id) ?? null;
  const isWithdrawing = withdrawal !== undefined && withdrawal.state !== 'REFUSED' && queued.state !== 'REFUSED';
  if (!isWithdrawing && accountName === null && replacedBy === null) return plain;
  const withdrawing = isWithdrawing ? ({ state: 'WITHDRAWING', canWithdraw: false } as const) : {};
  return { ...plain, ...withdrawing, accountName, replacedBy };
}

function plainOfQueued({ savedAt, state, refusal }: QueuedOperation, draft: DecisionDraft): DecisionShown {
  const { id, clientId, kind, documentKey, accountId, plannedFor, replaces, saw } = draft;
  const { name, number, dueDate, openBalance, currency } = saw;
  const isRefused = state === 'REFUSED';
  return {
    ...{
      id,
      clientId,
      kind,
      documentKey,
      accountId,
      plannedFor,
      replaces,
      name,
      number,
      dueDate,
      openBalance,
      currency,
    },
    amount: kind === 'REMIND' ? openBalance : draft.amount,
    state: isRefused ? 'REFUSED' : 'QUEUED',
    ...{ savedAt, refusal, canWithdraw: !isRefused },
    ...UNKNOWN_YET,
  };
}

/** What the server alone can tell. */
const UNKNOWN_YET = {
  accountName: null,
  byName: null,
  acceptedAt: null,
  sendsAt: null,
  submittedAt: null,
  settledAt: null,
  waitingFor: null,
  note: null,
  differences: [],
  openBalanceNow: null,
  replacedBy: null,
  receipt: null,
} as const;

function remembered<K extends object, V>(memory: WeakMap<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** The list shown before where each of its decisions is the same object. */
function sameOr(list: DecisionShown[], before: readonly DecisionShown[] | undefined): readonly DecisionShown[] {
  const isSame = before?.length === list.length && list.every((one, place) => one === before[place]);
  return isSame ? before : list;
}
