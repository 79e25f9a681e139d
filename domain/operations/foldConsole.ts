import type { DecisionShown } from './decisionShown.js';
import { isOnItsWay } from './decisionStanding.js';

/** What folding reads and writes of an open bill or invoice; the contract's `OpenDocument` fits. */
export interface FoldableDocument {
  readonly key: string;
  readonly plannedFor: string | null;
}

/** A console with its decisions in place. */
export interface ConsoleShown<Document extends FoldableDocument, Console> {
  readonly console: Console;
  readonly bills: readonly Document[];
  readonly invoices: readonly Document[];
  /** By document: the decision its row shows; see `decisionsByDocument`. */
  readonly decisionOf: ReadonlyMap<string, DecisionShown>;
  /**
   * All decisions that are not over for the advisor (queued, on their way, refused, conflicted, failed, expired) on documents
   * the books do not list as open any more: they keep a row, made of what was seen. Newest first.
   */
  readonly withoutDocument: readonly DecisionShown[];
}

/** A client's open bills and invoices, and when they were read (ISO 8601, by the server's clock); the contract's `Console` fits. */
export interface FoldableConsole<Document extends FoldableDocument> {
  readonly syncedAt: string;
  readonly bills: readonly Document[];
  readonly invoices: readonly Document[];
}

/**
 * A client's console folded with its decisions (`foldDecisions`, newest first): a queued plan moves the document's date
 * until it is taken back, and one that was applied as long as it is `unanswered` here; no decision that is not over loses its row. Lists and rows that read the same stay the same.
 */
export function foldConsole<Document extends FoldableDocument, Console extends FoldableConsole<Document>>(
  console: Console,
  decisions: readonly DecisionShown[],
  unanswered: ReadonlySet<string> = NONE,
): ConsoleShown<Document, Console> {
  const decisionOf = decisionsByDocument(decisions, console.syncedAt);
  const bills = planned<Document>(console.bills, decisionOf, unanswered);
  const invoices = planned<Document>(console.invoices, decisionOf, unanswered);
  const listed = new Set([...bills, ...invoices].map(({ key }) => key));
  const withoutDocument = decisions.filter(
    (decision) => !listed.has(decision.documentKey) && isUnfinished(decision) && decision.replacedBy === null,
  );
  const isSame = bills === console.bills && invoices === console.invoices;
  return { console: isSame ? console : { ...console, bills, invoices }, bills, invoices, decisionOf, withoutDocument };
}

/**
 * By document, the decision that says how it stands: one that is on its way, else one that QuickBooks has and the figures
 * read at `syncedAt` do not, else the newest. What was taken back or replaced is none of them. A second decision that was
 * refused is newer than the open one that it was refused for, and hides it nowhere. `decisions`: newest first.
 */
export function decisionsByDocument(
  decisions: readonly DecisionShown[],
  syncedAt: string,
): ReadonlyMap<string, DecisionShown> {
  const readAt = Date.parse(syncedAt);
  const byDocument = new Map<string, DecisionShown>();
  for (const decision of decisions) {
    if (decision.state === 'WITHDRAWN' || decision.replacedBy !== null) continue;
    const newer = byDocument.get(decision.documentKey);
    if (newer === undefined || urgencyOf(decision, readAt) > urgencyOf(newer, readAt))
      byDocument.set(decision.documentKey, decision);
  }
  return byDocument;
}

/** 2: on its way. 1: a payment or a reminder that the figures do not have. 0: any other; a plan or a skip was never open. */
function urgencyOf(decision: DecisionShown, readAt: number): 0 | 1 | 2 {
  if (isOnItsWay(decision)) return 2;
  const { kind, state, settledAt } = decision;
  if (state !== 'APPLIED' || kind === 'PLAN' || kind === 'SKIP') return 0;
  return settledAt === null || Date.parse(settledAt) > readAt ? 1 : 0;
}

/** Whether something is still to happen with it: by the server, or by the advisor. */
export function isUnfinished({ state }: Pick<DecisionShown, 'state'>): boolean {
  return state !== 'APPLIED' && state !== 'WITHDRAWN';
}

const NONE: ReadonlySet<string> = new Set();

function isTaken({ state }: DecisionShown): boolean {
  return state === 'ACCEPTED' || state === 'APPLIED';
}

function planned<Document extends FoldableDocument>(
  documents: readonly Document[],
  decisionOf: ReadonlyMap<string, DecisionShown>,
  unanswered: ReadonlySet<string>,
): readonly Document[] {
  let changed = false;
  const folded = documents.map((document) => {
    const decision = decisionOf.get(document.key);
    if (decision?.kind !== 'PLAN' || decision.plannedFor === document.plannedFor) return document;
    if (decision.state !== 'QUEUED' && !(isTaken(decision) && unanswered.has(decision.id))) return document;
    changed = true;
    return { ...document, plannedFor: decision.plannedFor };
  });
  return changed ? folded : documents;
}
