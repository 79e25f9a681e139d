import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import type { DecisionDraft } from '../domain/decision/decision.js';
import type { RitualRecord } from '../domain/ritual/ritual.js';
import {
  DeviceDecisionsDocument,
  MarkReviewedDocument,
  QueuedDismissalDocument,
  QueuedReopeningDocument,
  QueuedSnoozeDocument,
  RecordRitualDocument,
  ReportQueueDocument,
  SubmitDecisionsDocument,
  UnmarkReviewedDocument,
  WithdrawDecisionsDocument,
  type QueuedIssuesAnswerFragment,
  type RitualAnswerFragment,
} from '../schema/generated/pages.js';
import { NotSignedIn, type Ask } from './apollo/ask.js';
import {
  SendFailure,
  type Act,
  type ActAnswer,
  type DecisionList,
  type NeverArrived,
  type OutboxSend,
  type QueueTold,
} from './offline/sending.js';

export interface OutboxSender extends Required<OutboxSend> {
  /** All decisions of these clients, at most 200 of them. */
  readonly decisions: (clientIds: readonly string[]) => Promise<readonly DecisionList[]>;
}

/** The server does not know what it was asked for: an older server, or a newer app. */
const NOT_UNDERSTOOD = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE']);
/** The fault is on the server's side, and not in what it was asked. */
const FAULTS = new Set(['INTERNAL', 'INTERNAL_SERVER_ERROR']);
const TOO_LARGE = 413;

/** How what is queued reaches the server: each kind of operation by its named mutation. */
export function outboxSender(ask: Ask): OutboxSender {
  const send: Ask = async (document, variables) => {
    try {
      return await ask(document, variables);
    } catch (error) {
      throw failure(error);
    }
  };
  return {
    decisions: async (clientIds) => (await ask(DeviceDecisionsDocument, { clientIds: [...clientIds] })).decisions,
    submitDecisions: async (decisions) =>
      (await send(SubmitDecisionsDocument, { decisions: decisions.map(inputOf) })).submitDecisions,
    withdrawDecisions: async (ids) => (await send(WithdrawDecisionsDocument, { ids: [...ids] })).withdrawDecisions,
    act: (operation) => act(send, operation),
    reportQueue: (told) => reportQueue(send, told),
  };
}

async function act(send: Ask, operation: Act): Promise<ActAnswer> {
  const { id: operationId, clientId } = operation;
  switch (operation.name) {
    case 'SNOOZE_ISSUES': {
      const variables = { clientId, issueIds: [...operation.issueIds], until: operation.until, operationId };
      return issuesAnswer((await send(QueuedSnoozeDocument, variables)).snoozeIssues);
    }
    case 'DISMISS_ISSUES': {
      const variables = { clientId, issueIds: [...operation.issueIds], reason: operation.reason, operationId };
      return issuesAnswer((await send(QueuedDismissalDocument, variables)).dismissIssues);
    }
    case 'REOPEN_ISSUES': {
      const variables = { clientId, issueIds: [...operation.issueIds], operationId };
      return issuesAnswer((await send(QueuedReopeningDocument, variables)).reopenIssues);
    }
    case 'RECORD_RITUAL': {
      const ritual = ritualInput(operation.ritual);
      return ritualAnswer((await send(RecordRitualDocument, { operationId, ritual })).recordRitual);
    }
    case 'MARK_REVIEWED': {
      const { asOf, booksVersion, weeks } = operation.saw;
      const variables = { operationId, ritual: ritualInput(operation.ritual), saw: { asOf, booksVersion, weeks } };
      return ritualAnswer((await send(MarkReviewedDocument, variables)).markReviewed);
    }
    case 'UNMARK_REVIEWED': {
      const { week, mark = null } = operation;
      return ritualAnswer((await send(UnmarkReviewedDocument, { operationId, clientId, week, mark })).unmarkReviewed);
    }
  }
}

async function reportQueue(
  send: Ask,
  { store, waiting, removed, noted, app = false }: QueueTold,
): Promise<NeverArrived | null> {
  const variables = { store, waiting: waiting.map((one) => ({ ...one })), removed, noted, app };
  const { lost, lostSince, lostUntil, refusal } = (await send(ReportQueueDocument, variables)).reportQueue;
  if (refusal !== null) throw new SendFailure('NOT_TAKEN', refusal);
  if (lost === 0 || lostSince === null || lostUntil === null) return null;
  return { count: lost, since: Date.parse(lostSince), until: Date.parse(lostUntil) };
}

/** Field by field: what a later version of the app may have kept beside them does not reach the server. */
function inputOf({ id, clientId, kind, documentKey, amount, accountId, plannedFor, saw, replaces }: DecisionDraft) {
  const { syncedAt, booksVersion, openBalance, currency, partyId, name, number, dueDate, after } = saw;
  return {
    ...{ id, clientId, kind, documentKey, amount, accountId, plannedFor, replaces },
    saw: {
      ...{ syncedAt, booksVersion, openBalance, currency, partyId, name, number, dueDate },
      ...(after === undefined ? {} : { after: [...after] }),
    },
  };
}

function ritualInput({ clientId, week, tabs, seconds, decisions }: RitualRecord) {
  return { clientId, week, tabs: [...tabs], seconds, decisions };
}

/** What was left as it was, of several issues, is said; the others are done. */
function issuesAnswer({ client, refused, refusal }: QueuedIssuesAnswerFragment): ActAnswer {
  const [first] = refused;
  const said = refusal ?? first?.refusal ?? null;
  if (client === null) return { change: null, refusal: said };
  const { hygiene, flowband, openIssues } = client;
  return { change: { hygiene, flowband }, row: { openIssues }, refusal: said };
}

function ritualAnswer({ client, refusal }: RitualAnswerFragment): ActAnswer {
  if (client === null) return { change: null, refusal };
  const { ritual, lastReviewedAt } = client;
  return { change: { ritual }, row: { lastReviewedAt }, refusal };
}

/** What kind of failure it is, by codes alone; what is not known stays as it is. */
function failure(error: unknown): unknown {
  if (error instanceof NotSignedIn) return new SendFailure('NOT_SIGNED_IN', undefined, { cause: error });
  if (ServerError.is(error) && error.statusCode === TOO_LARGE)
    return new SendFailure('NOT_TAKEN', undefined, { cause: error });
  const [first] = errorsOf(error);
  const code = first?.extensions?.['code'];
  if (first === undefined || typeof code !== 'string' || FAULTS.has(code)) return error;
  if (code === 'NOT_SIGNED_IN') return new SendFailure('NOT_SIGNED_IN', undefined, { cause: error });
  if (NOT_UNDERSTOOD.has(code)) return new SendFailure('NOT_UNDERSTOOD', undefined, { cause: error });
  return new SendFailure('NOT_TAKEN', { code, message: first.message }, { cause: error });
}

interface TransportError {
  readonly message: string;
  readonly extensions?: Record<string, unknown>;
}

/** Of an answer, also of one that came with a status of its own. */
function errorsOf(error: unknown): readonly TransportError[] {
  if (CombinedGraphQLErrors.is(error)) return error.errors;
  if (!ServerError.is(error)) return [];
  try {
    const body: unknown = JSON.parse(error.bodyText);
    if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return [];
    return body.errors as readonly TransportError[];
  } catch {
    return [];
  }
}
