/**
 * What an advisor sees: the last server snapshot with the queued operations applied in their order. Pure, so that a reload,
 * a refusal and an acknowledgement are the same calculation and nothing has to be rolled back.
 */
import { withoutAnswered } from '../../domain/operations/answered.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { foldConsole } from '../../domain/operations/foldConsole.js';
import { foldIssues } from '../../domain/operations/foldIssues.js';
import { foldRitual } from '../../domain/operations/foldRitual.js';
import { foldRow, queueByClient } from '../../domain/operations/foldRow.js';
import type { QueuedOperation } from '../../domain/operations/operation.js';
import { reviewWeek } from '../../domain/ritual/week.js';
import type { ClientRow } from './clientRow.js';
import { foldScore } from './foldScore.js';
import type { FlowbandView, HygieneView, ReviewedView, RitualView } from './view.js';

type Queue = readonly QueuedOperation[];

/** One client's review. `decisions`: the client's, folded, newest first. What nothing is queued for stays the same object. */
export function project(review: RitualView, whole: Queue, decisions: readonly DecisionShown[]): RitualView {
  const { id } = review;
  const queue = withoutAnswered(whole, review.answered);
  const hygiene = review.hygiene === null ? null : projectHygiene(id, review.hygiene, queue);
  const flowband = review.flowband === null ? null : projectFlowband(review.flowband, review.hygiene, hygiene);
  const console = review.console === null ? null : projectConsole(review.console, decisions, queue);
  const ritual = projectRitual(id, review.ritual, queue);
  const isSame =
    hygiene === review.hygiene &&
    flowband === review.flowband &&
    console === review.console &&
    ritual === review.ritual;
  return isSame ? review : { ...review, hygiene, flowband, console, ritual };
}

/** The list at an instant (milliseconds since 1970). Rows that read the same stay the same objects; so does the list. */
export function projectRows(
  rows: readonly ClientRow[],
  queue: Queue,
  decisions: ReadonlyMap<string, readonly DecisionShown[]>,
  now: number,
): readonly ClientRow[] {
  if (queue.length === 0) return rows;
  const byClient = queueByClient(queue);
  // The week that a mark is set for, whatever this device's clock says: else it would not show before it is answered.
  const folded = rows.map(
    (row) => foldRow(row, { byClient, decisions, weekOf: () => reviewWeek(row, now, 'UTC') }).row,
  );
  return folded.every((row, index) => row === rows[index]) ? rows : folded;
}

function projectHygiene(clientId: string, hygiene: HygieneView, queue: Queue): HygieneView {
  const issues = foldIssues(clientId, hygiene.issues, queue);
  if (issues === hygiene.issues) return hygiene;
  return { ...hygiene, issues: [...issues], score: foldScore(hygiene.score, hygiene.issues, issues) };
}

/** A movement is marked as unreliable by open issues alone. */
function projectFlowband(flowband: FlowbandView, before: HygieneView | null, after: HygieneView | null): FlowbandView {
  if (before === after || after === null) return flowband;
  const closed = new Set(after.issues.flatMap(({ id, state }) => (state === 'OPEN' ? [] : [id])));
  const marked = <Event extends FlowbandView['events'][number]>(event: Event): Event =>
    event.issueIds.some((id) => closed.has(id))
      ? { ...event, issueIds: event.issueIds.filter((id) => !closed.has(id)) }
      : event;
  return { ...flowband, events: flowband.events.map(marked), inView: flowband.inView.map(marked) };
}

function projectConsole(
  console: NonNullable<RitualView['console']>,
  decisions: readonly DecisionShown[],
  queue: Queue,
): NonNullable<RitualView['console']> {
  if (decisions.length === 0) return console;
  // The server has it, as its list of decisions says; the answer, with which the date goes into the console, is to come.
  const unanswered = new Set(queue.flatMap(({ operation, state }) => (state === 'REFUSED' ? [] : [operation.id])));
  return foldConsole(console, decisions, unanswered).console;
}

/** The newest week that anybody began, here or on the server. */
function projectRitual(clientId: string, known: ReviewedView | null, queue: Queue): ReviewedView | null {
  const weeks = queue.flatMap(({ operation, state }) => {
    if (operation.clientId !== clientId || state === 'REFUSED' || !('ritual' in operation)) return [];
    return [operation.ritual.week as string];
  });
  const week = [...weeks, ...(known === null ? [] : [known.week])].sort().at(-1);
  if (week === undefined) return known;
  const folded = foldRitual(clientId, week, known, queue);
  return folded === null || folded === known
    ? known
    : { ...folded, tabs: [...folded.tabs], reviewedOperationId: folded.reviewedOperationId ?? null };
}
