/**
 * What the server's answer to an operation changes of the snapshots that were there before it: they hold the operation from
 * here on, so that nothing that is shown steps back until the next snapshot is fetched.
 */
import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import type { ConsoleView, ListClient, RitualChange, RitualView } from './view.js';

/** What of a client's row an answer tells beside its review. */
export type AnsweredRow = Partial<Pick<ListClient, 'openIssues' | 'lastReviewedAt'>>;

/** What was answered of one client. */
export interface Answered {
  readonly clientId: string;
  /** Parts of the client's review, as the server has them now. */
  readonly change: RitualChange;
  /** What of the client's row is another beside its review; left out where nothing is. */
  readonly row?: AnsweredRow;
  /** By document: the day it is planned for now. */
  readonly planned?: ReadonlyMap<string, IsoDate>;
  /** The operations that were done: a snapshot with this in it holds them. */
  readonly operationIds: readonly string[];
}

/** Those that wait for their answer at the same time are fewer. */
const MOST_REMEMBERED = 60;

/** Plans that the server took over, by client: their days are the documents' from then on. */
export function answeredPlans(decisions: readonly KnownDecision[]): Answered[] {
  const planned = decisions.filter(
    ({ kind, state, plannedFor }) =>
      kind === 'PLAN' && plannedFor !== null && (state === 'APPLIED' || state === 'ACCEPTED'),
  );
  return [...Map.groupBy(planned, ({ clientId }) => clientId)].map(([clientId, plans]) => ({
    clientId,
    change: {},
    planned: new Map(plans.map(({ documentKey, plannedFor }) => [documentKey, plannedFor as IsoDate])),
    operationIds: plans.map(({ id }) => id),
  }));
}

/** A review with an answer in it. */
export function reviewWith(before: RitualView, { change, planned, operationIds }: Answered): RitualView {
  const console = planned === undefined ? before.console : withPlans(before.console, planned);
  const answered = remembered(before.answered, operationIds);
  return { ...before, console, ...change, digest: before.digest, ...(answered.length > 0 && { answered }) };
}

/** A row of the list with an answer in it. */
export function rowWith(before: ListClient, { change, row, operationIds }: Answered): ListClient {
  const ritual = change.ritual === undefined ? before.ritual : change.ritual;
  const answered = remembered(before.answered, operationIds);
  return { ...before, ...row, ritual, ...(answered.length > 0 && { answered }) };
}

/** Whether an answer changes anything of the client's row. */
export function isOfRow({ change, row }: Answered): boolean {
  return row !== undefined || change.ritual !== undefined;
}

function withPlans(console: ConsoleView | null, planned: ReadonlyMap<string, IsoDate>): ConsoleView | null {
  if (console === null) return null;
  const moved = <Document extends ConsoleView['bills'][number]>(document: Document): Document => {
    const day = planned.get(document.key);
    return day === undefined || day === document.plannedFor ? document : { ...document, plannedFor: day };
  };
  return { ...console, bills: console.bills.map(moved), invoices: console.invoices.map(moved) };
}

function remembered(before: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...before, ...more].slice(-MOST_REMEMBERED);
}
