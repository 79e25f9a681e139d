import type { DecisionShown } from './decisionShown.js';

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
  /** By document: the decision its row shows, the newest that nothing took the place of. */
  readonly decisionOf: ReadonlyMap<string, DecisionShown>;
  /**
   * Decisions that are not over for the advisor (queued, on their way, refused, conflicted, failed, expired) on documents
   * the books do not list as open any more: they keep a row, made of what was seen. Newest first.
   */
  readonly withoutDocument: readonly DecisionShown[];
}

/**
 * A client's console folded with its decisions (`foldDecisions`, newest first): a queued plan moves the document's date
 * until it is taken back, and one that was applied as long as it is `unanswered` here; no decision that is not over loses its row. Lists and rows that read the same stay the same.
 */
export function foldConsole<
  Document extends FoldableDocument,
  Console extends { readonly bills: readonly Document[]; readonly invoices: readonly Document[] },
>(
  console: Console,
  decisions: readonly DecisionShown[],
  unanswered: ReadonlySet<string> = NONE,
): ConsoleShown<Document, Console> {
  const decisionOf = decisionsByDocument(decisions);
  const bills = planned<Document>(console.bills, decisionOf, unanswered);
  const invoices = planned<Document>(console.invoices, decisionOf, unanswered);
  const listed = new Set([...bills, ...invoices].map(({ key }) => key));
  const withoutDocument = [...decisionOf.values()].filter(
    (decision) => !listed.has(decision.documentKey) && isUnfinished(decision),
  );
  const isSame = bills === console.bills && invoices === console.invoices;
  return { console: isSame ? console : { ...console, bills, invoices }, bills, invoices, decisionOf, withoutDocument };
}

/** By document, the newest decision that nothing took the place of and nobody took back. */
export function decisionsByDocument(decisions: readonly DecisionShown[]): ReadonlyMap<string, DecisionShown> {
  const byDocument = new Map<string, DecisionShown>();
  for (const decision of decisions) {
    if (decision.state === 'WITHDRAWN' || decision.replacedBy !== null) continue;
    if (!byDocument.has(decision.documentKey)) byDocument.set(decision.documentKey, decision);
  }
  return byDocument;
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
