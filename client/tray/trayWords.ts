import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import { dateInZone } from '../../domain/calendar.js';
import { formatDay, formatInstant, type ReadingMoment } from '../../domain/wording.js';

/** What a sum in the foot is of. */
export const TOTAL_WORDS: Readonly<Record<DecisionKind, string>> = {
  RECORD_PAYMENT: 'To record',
  REMIND: 'To remind',
  PLAN: 'Planned',
  SKIP: 'Left as they are',
};

const DIFFERS_WORDS: Readonly<Record<DecisionShown['differences'][number]['field'], string>> = {
  OPEN_BALANCE: 'balance changed',
  PARTY: 'other name',
  DUE_DATE: 'due date changed',
  STANDING: 'no longer open',
  ACCOUNT: 'account changed',
  LAST_SENT: 'e-mailed since',
  LAST_CHANGE: 'changed since',
};

/** `Cascade Hardwoods B-20418`. */
export function documentWords({ name, number }: Pick<DecisionShown, 'name' | 'number'>): string {
  return number === null ? name : `${name} ${number}`;
}

/** From which account, for which day, or where it is by now: what tells this one from its neighbours. */
export function fromOrWhen(decision: DecisionShown, moment: ReadingMoment & { readonly now: number }): string {
  const { state, differences, receipt } = decision;
  if (state === 'CONFLICTED') {
    const first = differences.find(({ differs }) => differs);
    return first === undefined ? 'differs' : DIFFERS_WORDS[first.field];
  }
  if (state === 'APPLIED' && receipt !== null) return receiptWords(decision, receipt, moment);
  return madeWords(decision, moment);
}

function receiptWords(
  { kind }: DecisionShown,
  { number, documentKey, appliedAt }: NonNullable<DecisionShown['receipt']>,
  moment: ReadingMoment & { readonly now: number },
): string {
  if (kind === 'RECORD_PAYMENT') return `payment ${number ?? documentKey?.split(':')[1] ?? ''}`.trimEnd();
  return `${kind === 'REMIND' ? 'sent' : 'kept'} ${formatInstant(Date.parse(appliedAt), moment)}`;
}

function madeWords(
  { kind, accountName, plannedFor }: DecisionShown,
  moment: ReadingMoment & { readonly now: number },
): string {
  switch (kind) {
    case 'RECORD_PAYMENT':
      return accountName ?? '';
    case 'PLAN':
      return plannedFor === null ? '' : formatDay(plannedFor as IsoDate, dateInZone(moment.now, moment.zone));
    case 'REMIND':
      return 'e-mail';
    case 'SKIP':
      return 'left as it is';
  }
}

/** Why it waits, or why it did not come to pass; null where nothing is to be said. */
export function whyWords({ state, refusal, note, waitingFor }: DecisionShown): string | null {
  if (state === 'REFUSED') return refusal?.message ?? 'The server refused it; nothing was sent.';
  if (state === 'ACCEPTED' || state === 'SUBMITTED') return waitingFor;
  return note;
}
