import type { DecisionDraft, DecisionSaw } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { newId } from '../offline/index.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { kindOf, type ConsoleView, type OpenDocument } from './console.js';

type Seen = Pick<ConsoleView, 'syncedAt' | 'booksVersion'>;

/** The decision that a draft becomes, with what is on the screen as what was seen. */
export function decisionOf(clientId: string, view: Seen, checked: CheckedDraft): DecisionDraft {
  return { ...decisionContent(clientId, view, checked), id: newId() };
}

/** The same without its id, which is made once. */
export function decisionContent(
  clientId: string,
  view: Seen,
  { draft, document, amount }: Pick<CheckedDraft, 'draft' | 'document' | 'amount'>,
): Omit<DecisionDraft, 'id'> {
  const isPayment = draft.kind === 'RECORD_PAYMENT';
  return {
    clientId,
    kind: draft.kind,
    documentKey: draft.documentKey,
    amount: isPayment ? (amount as Cents | null) : null,
    accountId: isPayment ? draft.accountId : null,
    plannedFor: draft.kind === 'PLAN' ? (draft.plannedFor as IsoDate) : null,
    saw: sawOf(view, document),
    replaces: draft.replaces,
  };
}

function sawOf({ syncedAt, booksVersion }: Seen, document: OpenDocument): DecisionSaw {
  const { openBalance, currency, partyId, name, number, dueDate } = document;
  return {
    ...{ syncedAt, booksVersion, currency, partyId, name, number },
    openBalance: openBalance as Cents,
    dueDate: dueDate as IsoDate | null,
  };
}

/** The open document of a decision, as it is now; null where it is not open any more. */
export function documentOf(view: ConsoleView, { documentKey }: DecisionShown): OpenDocument | null {
  const documents = kindOf(documentKey) === 'BILL' ? view.bills : view.invoices;
  return documents.find(({ key }) => key === documentKey) ?? null;
}

/** A bill or an invoice as the advisor saw it last, and when QuickBooks was looked at for that. */
export interface SeenLast {
  readonly document: OpenDocument;
  readonly syncedAt: string;
  /** Whether the same can be asked again: not of what is paid, void or deleted, nor where whose it is has yet to be read. */
  readonly canRepeat: boolean;
}

/**
 * The document of a decision that came back, as it was seen last: as the check before sending found it until the books shown
 * are newer than that, then as they have it. Null where it is not open any more.
 */
export function seenLast(view: ConsoleView, decision: DecisionShown): SeenLast | null {
  const document = documentOf(view, decision);
  if (document === null) return null;
  const { state, settledAt, openBalanceNow, differences } = decision;
  if (settledAt === null || settledAt <= view.syncedAt || state !== 'CONFLICTED') {
    return { document, syncedAt: view.syncedAt, canRepeat: document.openBalance !== 0 };
  }
  const isElse = differences.some(({ field, differs }) => differs && (field === 'STANDING' || field === 'PARTY'));
  const openBalance = openBalanceNow ?? document.openBalance;
  return {
    document: { ...document, openBalance },
    syncedAt: settledAt,
    canRepeat: openBalance !== 0 && !isElse,
  };
}

/** A new decision in the place of one that came back: the same again, on what was seen last. */
export function againOf(
  view: ConsoleView,
  decision: DecisionShown,
  part: Partial<Pick<DecisionDraft, 'kind' | 'amount' | 'plannedFor' | 'accountId'>> = {},
): DecisionDraft | null {
  const seen = seenLast(view, decision);
  if (seen === null) return null;
  const kind = part.kind ?? decision.kind;
  const isPayment = kind === 'RECORD_PAYMENT';
  return {
    id: newId(),
    clientId: decision.clientId,
    kind,
    documentKey: decision.documentKey,
    amount: isPayment ? (part.amount ?? (decision.amount as Cents | null)) : null,
    accountId: isPayment ? (part.accountId ?? decision.accountId) : null,
    plannedFor: kind === 'PLAN' ? (part.plannedFor ?? (decision.plannedFor as IsoDate | null)) : null,
    saw: sawOf({ ...view, syncedAt: seen.syncedAt }, seen.document),
    // A refused decision never came to be: nothing is there to take the place of.
    replaces: decision.state === 'REFUSED' ? null : decision.id,
  };
}

/** A skip in the place of one that came back; of what is not open any more with what was seen when it was decided. */
export function skipOf(view: ConsoleView, decision: DecisionShown): DecisionDraft {
  const again = againOf(view, decision, { kind: 'SKIP' });
  if (again !== null) return again;
  const { clientId, documentKey, currency, name, number, openBalance, dueDate, id } = decision;
  const { syncedAt, booksVersion } = view;
  return {
    ...{ id: newId(), clientId, kind: 'SKIP', documentKey, amount: null, accountId: null, plannedFor: null },
    saw: {
      ...{ syncedAt, booksVersion, currency, partyId: null, name, number },
      openBalance: openBalance as Cents,
      dueDate: dueDate as IsoDate | null,
    },
    replaces: id,
  };
}
