import { useId, useState, type ReactElement } from 'react';
import { addDays, isIsoDate } from '../../domain/calendar.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { isOnItsWay } from '../../domain/operations/decisionStanding.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { formatMoney } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { DayField } from '../forecast/DayField.js';
import { useDecisions } from '../offline/index.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { nameOf, type ConsoleView, type PayingAccount } from './console.js';
import { useConsole } from './ConsoleContext.js';
import { AccountSelect } from './AccountSelect.js';
import { AHEAD_DAYS, LATEST_DAYS } from './draftDefaults.js';
import { againOf, seenLast, skipOf } from './newDecision.js';
import { payersAgain } from './payersAgain.js';
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
  const { today, coming } = useConsole();
  const seen = seenLast(view, decision);
  // What another decision of ours is about to do, or has done, is not done a second time from here.
  const others = useDecisions(decision.clientId).filter(
    ({ id, documentKey }) => documentKey === decision.documentKey && id !== decision.id,
  );
  const isTaken = others.some((one) => isOnItsWay(one) || coming.some(({ id }) => id === one.id));
  const canRepeat = seen?.canRepeat === true && !isTaken;
  // A plan whose day has passed is not confirmed as it was: there is a day to choose.
  const asksDay = canRepeat && decision.kind === 'PLAN' && (decision.plannedFor ?? '') <= today;
  const [day, setDay] = useState<string>(addDays(today, AHEAD_DAYS));
  const payers = payersAgain(decision, view);
  const asksAccount = canRepeat && payers.isAsked;
  const [chosen, choose] = useState<string | null>(null);
  const accountId = payers.accounts.some(({ id }) => id === chosen) ? chosen : payers.preset;
  const isReady = (!asksDay || isIsoDate(day)) && (!asksAccount || accountId !== null);
  const open = seen?.document.openBalance ?? 0;
  const amount = decision.amount === null ? null : Math.min(decision.amount, open);
  const drop = (): void => {
    if (decision.state === 'REFUSED') return void acts.letGo([decision.id]);
    void acts.queue([skipOf(view, decision)]);
  };
  const again = (): void => {
    const made = againOf(view, decision, {
      ...(amount === null ? {} : { amount: amount as Cents }),
      ...(asksDay ? { plannedFor: day as IsoDate } : {}),
      ...(asksAccount ? { accountId } : {}),
    });
    if (made === null) return;
    void acts.queue([made]).then((kept) => {
      if (kept && decision.state === 'REFUSED') void acts.letGo([decision.id]);
    });
  };
  return (
    <>
      {seen === null && <span className="note">Data shows it is not open any more.</span>}
      {asksDay && (
        <DayField
          id={`again-${decision.id}`}
          label={`A new day for ${nameOf(decision)}`}
          value={day}
          min={addDays(today, 1)}
          max={addDays(today, LATEST_DAYS)}
          onChange={setDay}
        />
      )}
      {asksAccount && (
        <AccountChoice of={nameOf(decision)} accounts={payers.accounts} value={accountId} onChoose={choose} />
      )}
      {canRepeat && (
        <button type="button" className="btn s" disabled={acts.busy || !isReady} onClick={again}>
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

interface AccountChoiceProps {
  readonly of: string;
  readonly accounts: readonly PayingAccount[];
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
}

function AccountChoice({ of, accounts, value, onChoose }: AccountChoiceProps): ReactElement {
  const id = useId();
  if (accounts.length === 0)
    return <span className="note">Data shows no bank account that it can be recorded from.</span>;
  return (
    <span className="editpart">
      <label htmlFor={id}>
        From<span className="vh"> account, for {of}</span>
      </label>
      <AccountSelect {...{ id, accounts, value, onChoose }} isInvalid={false} />
    </span>
  );
}

function againWords({ kind, state }: DecisionShown, asksDay: boolean, amount: string | null): string {
  if (asksDay) return 'Plan for this day';
  if (state === 'EXPIRED') return 'Confirm again';
  if (kind === 'RECORD_PAYMENT' && amount !== null) return `Record ${amount}`;
  return KIND_WORDS[kind];
}
