import { useState, type ReactElement } from 'react';
import { addDays, isIsoDate } from '../../domain/calendar.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { formatMoney } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { DayField } from '../forecast/DayField.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { nameOf, type ConsoleView } from './console.js';
import { useConsole } from './ConsoleContext.js';
import { AHEAD_DAYS, LATEST_DAYS } from './draftDefaults.js';
import { againOf, documentOf } from './newDecision.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface ChoicesProps {
  readonly decision: DecisionShown;
  readonly view: ConsoleView;
  readonly acts: DecisionActs;
}

/** Two choices of the same weight: the decision again on the present figures, or none. */
export function Choices(props: ChoicesProps): ReactElement {
  const { decision, view, acts } = props;
  const print = usePrinting();
  const { today } = useConsole();
  const document = documentOf(view, decision);
  // A plan whose day has passed is not confirmed as it was: there is a day to choose.
  const asksDay = decision.kind === 'PLAN' && (decision.plannedFor ?? '') <= today;
  const [day, setDay] = useState<string>(addDays(today, AHEAD_DAYS));
  const open = decision.openBalanceNow ?? document?.openBalance ?? null;
  const amount = decision.amount === null || open === null ? null : Math.min(decision.amount, open);
  const drop = (): void => {
    if (decision.state === 'REFUSED') return void acts.letGo([decision.id]);
    const skip = againOf(view, decision, { kind: 'SKIP' });
    if (skip !== null) void acts.queue([skip]);
  };
  const again = (): void => {
    const made = againOf(view, decision, {
      ...(amount === null ? {} : { amount: amount as Cents }),
      ...(asksDay ? { plannedFor: day as IsoDate } : {}),
    });
    if (made === null) return;
    void acts.queue([made]).then((kept) => {
      if (kept && decision.state === 'REFUSED') void acts.letGo([decision.id]);
    });
  };
  if (document === null && decision.state !== 'REFUSED') {
    return <span className="note">It is not open any more: nothing is left to decide.</span>;
  }
  return (
    <>
      {document !== null && asksDay && (
        <DayField
          id={`again-${decision.id}`}
          label={`A new day for ${nameOf(decision)}`}
          value={day}
          min={addDays(today, 1)}
          max={addDays(today, LATEST_DAYS)}
          onChange={setDay}
        />
      )}
      {document !== null && open !== 0 && (
        <button type="button" className="btn s" disabled={acts.busy || (asksDay && !isIsoDate(day))} onClick={again}>
          {againWords(
            decision,
            asksDay,
            amount === null ? null : formatMoney(amount as Cents, decision.currency, print.locale),
          )}
        </button>
      )}
      <button type="button" className="btn s" disabled={acts.busy} onClick={drop}>
        Drop<span className="vh"> the decision for {nameOf(decision)}</span>
      </button>
    </>
  );
}

function againWords({ kind, state }: DecisionShown, asksDay: boolean, amount: string | null): string {
  if (asksDay) return 'Plan for this day';
  if (state === 'EXPIRED') return 'Confirm again';
  if (kind === 'RECORD_PAYMENT' && amount !== null) return `Record ${amount}`;
  return KIND_WORDS[kind];
}
