import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { countOf } from '../../domain/wording.js';

/** Where a decision is after somebody wanted it back. */
type Ending = 'UNDONE' | 'UNDERWAY' | 'KEPT' | 'RECORDED' | 'REMINDED' | 'LEAVING' | 'RETURNED';

const WORDS: Readonly<Record<Ending, (count: number) => string>> = {
  UNDONE: (count) => `${countOf(count, 'decision')} undone.`,
  UNDERWAY: (count) => `${countOf(count, 'decision')} being taken back.`,
  KEPT: (count) => `${countOf(count, 'decision')} kept already: a new one on the same document takes its place.`,
  RECORDED: (count) => `${countOf(count, 'payment')} recorded in QuickBooks already, which can void it.`,
  REMINDED: (count) => `${countOf(count, 'reminder')} sent already.`,
  LEAVING: (count) => `${countOf(count, 'decision')} on the way to QuickBooks already, and cannot be taken back.`,
  RETURNED: (count) => `${countOf(count, 'decision')} came back: see earlier decisions.`,
};

/** What became of the decisions that somebody wanted back, in a sentence for each end; true as of `decisions`. */
export function undoWords(ids: readonly string[], decisions: readonly DecisionShown[]): string {
  const shown = new Map(decisions.map((one) => [one.id, one]));
  const counts = new Map<Ending, number>();
  for (const id of ids) {
    const ending = endingOf(shown.get(id));
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const endings = Object.keys(WORDS) as Ending[];
  return endings.flatMap((ending) => (counts.has(ending) ? [WORDS[ending](counts.get(ending) ?? 0)] : [])).join(' ');
}

/** Those of these that can be taken back now; what is not shown yet was made just now. */
export function stillBack(ids: readonly string[], decisions: readonly DecisionShown[]): readonly string[] {
  const gone = new Set(decisions.filter(({ canWithdraw }) => !canWithdraw).map(({ id }) => id));
  return ids.filter((id) => !gone.has(id));
}

/** One that is not shown any more was removed before it left this device. */
function endingOf(decision: DecisionShown | undefined): Ending {
  if (decision === undefined || decision.state === 'WITHDRAWN') return 'UNDONE';
  if (decision.state === 'WITHDRAWING' || decision.canWithdraw) return 'UNDERWAY';
  if (decision.state === 'APPLIED') return APPLIED_ENDS[decision.kind];
  return decision.state === 'SUBMITTED' || decision.state === 'ACCEPTED' ? 'LEAVING' : 'RETURNED';
}

const APPLIED_ENDS = { RECORD_PAYMENT: 'RECORDED', REMIND: 'REMINDED', PLAN: 'KEPT', SKIP: 'KEPT' } as const;
