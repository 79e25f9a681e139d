import { UNDO_WINDOW_MS, type DecisionDraft } from '../../domain/decision/decision.js';
import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import { FAKE_NOW } from './fakeFirm.js';

/** One client's decisions on the fake server. */
export interface FakeDecisions {
  version: number;
  readonly decisions: Map<string, KnownDecision>;
}

/** What a draft is answered with instead of being taken over; null: it is taken over. */
export type FakeRefusal = (draft: DecisionDraft) => { readonly code: string; readonly message: string } | null;

export interface FakeDecisionServer {
  /** By client. */
  readonly decisions: Map<string, FakeDecisions>;
  /** Refuses drafts for good. */
  readonly refuses: FakeRefusal;
}

const TOO_LATE = {
  code: 'TOO_LATE',
  message: 'It is on its way to QuickBooks and may have arrived; it cannot be taken back.',
};
const ID_TAKEN = { code: 'ID_TAKEN', message: 'This id was used before, with another content.' };

/** Takes decisions over, each by itself and once: asked again with the same content, as it stands. */
export function submitDecisions(server: FakeDecisionServer, drafts: readonly DecisionDraft[]): object {
  return { results: drafts.map((draft) => submitted(server, draft)), refusal: null };
}

function submitted(server: FakeDecisionServer, draft: DecisionDraft): object {
  const of = decisionsOf(server, draft.clientId);
  const known = of.decisions.get(draft.id);
  if (known !== undefined) {
    const isSame = known.documentKey === draft.documentKey && known.kind === draft.kind;
    if (!isSame) return { id: draft.id, decision: null, refusal: ID_TAKEN, version: null };
    return { id: draft.id, decision: known, refusal: null, version: of.version };
  }
  const refusal = server.refuses(draft);
  if (refusal !== null) return { id: draft.id, decision: null, refusal, version: null };
  const decision = accepted(draft);
  keep(of, decision);
  const before = draft.replaces === null ? undefined : of.decisions.get(draft.replaces);
  if (before !== undefined) keep(of, { ...before, replacedBy: draft.id });
  return { id: draft.id, decision, refusal: null, version: of.version };
}

/** Takes decisions back while they wait; one that is not known is refused when it arrives, which this fake never sees. */
export function withdrawDecisions(server: FakeDecisionServer, ids: readonly string[]): object {
  return { results: ids.map((id) => withdrawn(server, id)), refusal: null };
}

function withdrawn(server: FakeDecisionServer, id: string): object {
  for (const of of server.decisions.values()) {
    const known = of.decisions.get(id);
    if (known === undefined) continue;
    if (known.state === 'WITHDRAWN') return { id, decision: known, refusal: null, version: of.version };
    if (known.state !== 'ACCEPTED') return { id, decision: known, refusal: TOO_LATE, version: of.version };
    const decision = { ...known, state: 'WITHDRAWN' as const, sendsAt: null, settledAt: fakeInstant(Date.now()) };
    keep(of, decision);
    return { id, decision, refusal: null, version: of.version };
  }
  return { id, decision: null, refusal: null, version: null };
}

/** The lists of these clients, of all with any where null; what waited long enough has been sent by now. */
export function listDecisions(server: FakeDecisionServer, clientIds: readonly string[] | null): object[] {
  const ids = clientIds ?? [...server.decisions.keys()];
  return ids.map((clientId) => {
    const { version, decisions } = decisionsOf(server, clientId);
    return { clientId, version, decisions: [...decisions.values()] };
  });
}

/** The version of a client's decisions; 0 where there are none. */
export function fakeDecisionsVersion({ decisions }: FakeDecisionServer, clientId: string): number {
  return decisions.get(clientId)?.version ?? 0;
}

function decisionsOf({ decisions }: FakeDecisionServer, clientId: string): FakeDecisions {
  const known = decisions.get(clientId);
  if (known !== undefined) return known;
  const made: FakeDecisions = { version: 0, decisions: new Map() };
  decisions.set(clientId, made);
  return made;
}

function keep(of: FakeDecisions, decision: KnownDecision): void {
  of.decisions.set(decision.id, decision);
  of.version += 1;
}

/** Payments and reminders wait to be sent; plans and skips are done with being taken over. */
function accepted(draft: DecisionDraft): KnownDecision {
  const { saw, kind } = draft;
  const now = Date.now();
  const isSent = kind === 'RECORD_PAYMENT' || kind === 'REMIND';
  const at = fakeInstant(now);
  return {
    id: draft.id,
    clientId: draft.clientId,
    kind,
    state: isSent ? 'ACCEPTED' : 'APPLIED',
    documentKey: draft.documentKey,
    name: saw.name,
    number: saw.number,
    dueDate: saw.dueDate,
    openBalance: saw.openBalance,
    currency: saw.currency,
    amount: kind === 'REMIND' ? saw.openBalance : draft.amount,
    accountId: draft.accountId,
    accountName: draft.accountId === null ? null : 'Checking',
    plannedFor: draft.plannedFor,
    byName: 'Daniel Reyes',
    acceptedAt: at,
    sendsAt: isSent ? fakeInstant(now + UNDO_WINDOW_MS) : null,
    submittedAt: null,
    settledAt: isSent ? null : at,
    waitingFor: null,
    note: null,
    differences: [],
    openBalanceNow: null,
    replaces: draft.replaces,
    replacedBy: null,
    receipt: isSent ? null : { ...KEPT_HERE, requestId: draft.id, appliedAt: at },
  };
}

const KEPT_HERE = {
  documentKey: null,
  number: null,
  url: null,
  amount: null,
  foundBy: 'KEPT_HERE',
  openBalanceAfter: null,
  auditEntry: 12,
} as const;

/** An instant of the browser's clock as the fakes write instants: as if it were always `FAKE_NOW`. */
function fakeInstant(at: number): string {
  return new Date(at - Date.now() + FAKE_NOW).toISOString();
}
