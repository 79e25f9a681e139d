import { useId, useState, type ReactElement } from 'react';
import { addDays, isIsoDate } from '../../domain/calendar.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';
import { DayField } from '../forecast/DayField.js';
import { AccountSelect } from './AccountSelect.js';
import { againWords, amountWords } from './askedWords.js';
import { nameOf, type ConsoleView, type PayingAccount } from './console.js';
import { useConsole } from './ConsoleContext.js';
import { AHEAD_DAYS, LATEST_DAYS } from './draftDefaults.js';
import { HELD_SHORT } from './heldFigures.js';
import { againOf } from './newDecision.js';
import { payersAgain } from './payersAgain.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface AgainProps {
  readonly decision: DecisionShown;
  readonly view: ConsoleView;
  /** Of its document, as it was seen last, in minor units. */
  readonly openBalance: number;
  readonly acts: DecisionActs;
}

/** The decision again on the present figures: what is asked for it, and the button that says what it does now. */
export function Again({ decision, view, openBalance, acts }: AgainProps): ReactElement {
  const id = useId();
  const print = usePrinting();
  const { today, isHeld } = useConsole();
  // A plan whose day has passed is not confirmed as it was: there is a day to choose.
  const asksDay = decision.kind === 'PLAN' && (decision.plannedFor ?? '') <= today;
  const [day, setDay] = useState<string>(addDays(today, AHEAD_DAYS));
  const { isAsked: asksAccount, accounts, preset } = payersAgain(decision, view);
  const [chosen, choose] = useState<string | null>(null);
  const accountId = accounts.some((account) => account.id === chosen) ? chosen : preset;
  const isReady = (!asksDay || isIsoDate(day)) && (!asksAccount || accountId !== null);
  const amount = decision.amount === null ? null : Math.min(decision.amount, openBalance);
  const was = amount === decision.amount ? null : decision.amount;
  const notes = [was === null ? '' : `${id}-was`, isHeld ? `${id}-held` : ''].join(' ').trim();
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
      {asksAccount && <AccountChoice of={nameOf(decision)} accounts={accounts} value={accountId} onChoose={choose} />}
      <button
        type="button"
        className="btn s"
        disabled={isHeld || !isReady}
        aria-disabled={acts.busy || undefined}
        aria-describedby={notes === '' ? undefined : notes}
        onClick={again}
      >
        {asksDay ? 'Plan for this day' : againWords(decision, amount, print)}
      </button>
      {was !== null && (
        <span className="note" id={`${id}-was`}>
          was {amountWords(was, decision, print)}
        </span>
      )}
      {isHeld && (
        <span className="note" id={`${id}-held`}>
          {HELD_SHORT}
        </span>
      )}
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
