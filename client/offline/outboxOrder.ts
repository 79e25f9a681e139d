import type { Operation, OperationName } from '../../domain/operations/operation.js';

/** One queued operation as the machine knows it: what it is, where it stands, and what it must not overtake. */
export interface Item {
  readonly id: string;
  readonly kind: OperationName;
  readonly place: number;
  readonly state: 'WAITING' | 'SENDING' | 'REFUSED';
  /** What it is about: a document, issues, a week's review. An operation waits for the earlier ones about the same. */
  readonly about: readonly string[];
  /** WITHDRAW_DECISION: the decision that is taken back; null else. */
  readonly takesBack: string | null;
  /** How often a request it was in failed for a reason of its own; those that did not fail go first. */
  readonly faults: number;
}

/** One request: operations of one kind, in the order they were made. */
export interface Batch {
  readonly kind: OperationName;
  readonly ids: readonly string[];
}

/** How many operations of a kind one request carries. */
const MOST: Readonly<Record<OperationName, number>> = {
  SUBMIT_DECISION: 50,
  WITHDRAW_DECISION: 50,
  SNOOZE_ISSUES: 1,
  DISMISS_ISSUES: 1,
  REOPEN_ISSUES: 1,
  RECORD_RITUAL: 1,
  MARK_REVIEWED: 1,
  UNMARK_REVIEWED: 1,
};

/** What comes after one of these was not decided on top of it. */
const HOLDS_NOTHING: ReadonlySet<OperationName> = new Set([
  'MARK_REVIEWED',
  'UNMARK_REVIEWED',
  'WITHDRAW_DECISION',
  'RECORD_RITUAL',
]);

/** What an operation is about. `documentOf`: the document of a decision that is taken back; null where it is not known. */
export function aboutOf(operation: Operation, documentOf: (decisionId: string) => string | null): readonly string[] {
  const { clientId } = operation;
  switch (operation.name) {
    case 'SUBMIT_DECISION':
      return [`${clientId}/${operation.decision.documentKey}`, `decision/${operation.id}`];
    case 'WITHDRAW_DECISION': {
      const document = documentOf(operation.decisionId);
      return [...(document === null ? [] : [`${clientId}/${document}`]), `decision/${operation.decisionId}`];
    }
    case 'SNOOZE_ISSUES':
    case 'DISMISS_ISSUES':
    case 'REOPEN_ISSUES':
      return operation.issueIds.map((id) => `${clientId}/issue/${id}`);
    case 'RECORD_RITUAL':
    case 'MARK_REVIEWED':
      return [`${clientId}/week/${operation.ritual.week}`];
    case 'UNMARK_REVIEWED':
      return [`${clientId}/week/${operation.week}`];
  }
}

/**
 * Those that may be sent now, in their order: waiting, with no earlier one about the same that is unanswered or refused. A
 * decision that is taken back here is not sent any more, and its withdrawal does not wait for it: the server keeps a
 * withdrawal that comes first.
 */
export function ready(items: readonly Item[], notUnderstood: ReadonlySet<OperationName>): Item[] {
  const takenBack = new Set(items.flatMap(({ takesBack }) => (takesBack === null ? [] : [takesBack])));
  const taken = new Set<string>();
  const found: Item[] = [];
  for (const item of items) {
    const isFree = !item.about.some((one) => taken.has(one));
    if (takenBack.has(item.id) && item.state === 'WAITING') continue;
    if (item.state === 'WAITING' && isFree && !notUnderstood.has(item.kind)) found.push(item);
    if (!holdsNothing(item)) for (const one of item.about) taken.add(one);
  }
  return found;
}

/**
 * Refused, and nothing was done on top of it. What should have been taken back stands as it was, and what came after was made
 * with that in view. Time spent is added, each part by itself, and a mark says what was seen, whatever stood before: a device
 * whose clock is two days ahead is refused its marks of a week to come, while the server counts its time in this one, and a
 * device that is two weeks ahead is refused its time too. None may hold up what is made once the clock is right.
 */
function holdsNothing({ kind, state }: Item): boolean {
  return state === 'REFUSED' && HOLDS_NOTHING.has(kind);
}

/**
 * Those that wait behind a refused one: nothing sends them until a person lets that go. A decision whose withdrawal was
 * refused waits for it as well, and holds up nothing itself (see `ready`).
 */
export function heldUp(items: readonly Item[]): Item[] {
  const notTakenBack = new Set(items.flatMap(({ state, takesBack }) => (state === 'REFUSED' ? [takesBack] : [])));
  const taken = new Set<string>();
  return items.filter((item) => {
    if (item.state === 'WAITING' && notTakenBack.has(item.id)) return true;
    const isHeld = item.state === 'WAITING' && item.about.some((one) => taken.has(one));
    const holds = isHeld || (item.state === 'REFUSED' && !holdsNothing(item));
    if (holds) for (const one of item.about) taken.add(one);
    return isHeld;
  });
}

/** The next request: withdrawals first, as their time is short; then whatever was made first. Null: nothing can be sent. */
export function nextBatch(
  items: readonly Item[],
  notUnderstood: ReadonlySet<OperationName>,
  limit: number,
): Batch | null {
  const found = ready(items, notUnderstood);
  const [first] = [...found].sort((a, b) => rank(a) - rank(b) || a.faults - b.faults || a.place - b.place);
  if (first === undefined) return null;
  const most = Math.max(1, Math.min(limit, MOST[first.kind]));
  const alike = found.filter(({ kind, faults }) => kind === first.kind && faults === first.faults);
  return { kind: first.kind, ids: alike.slice(0, most).map(({ id }) => id) };
}

function rank({ kind }: Item): number {
  return kind === 'WITHDRAW_DECISION' ? 0 : 1;
}
