import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { countOf } from '../../domain/wording.js';
import { stateWords } from '../console/decisionWords.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { doesWords } from './comingWords.js';
import { Details } from './Details.js';
import { useForecast } from './ForecastContext.js';

/** The decisions on their way that are counted in this forecast, and what each does to it. */
export function ComingDecisions(): ReactElement | null {
  const { counted } = useForecast();
  const { coming, why } = counted;
  if (coming.length === 0 || why !== null) return null;
  return (
    <Details title="Decisions on their way" count={`${countOf(coming.length, 'decision')}, counted`} isOpen isPrinted>
      <ul className="fcitems">
        {coming.map((decision) => (
          <Coming key={decision.id} decision={decision} />
        ))}
      </ul>
    </Details>
  );
}

function Coming({ decision }: { decision: DecisionShown }): ReactElement {
  const { accounts, offline } = useForecast();
  const print = usePrinting();
  const { name, number, dueDate, kind, amount, openBalance } = decision;
  return (
    <li className="fcitem">
      <span className="fi-name">
        {name} <span className="t3">{number}</span>
      </span>
      <span className="fi-date">{stateWords(decision, print.now, offline)}</span>
      <span className="fi-due t3">{dueDate === null ? '' : `due ${print.shortDay(dueDate)}`}</span>
      <span className="fi-amount r">
        <Money
          amount={kind === 'RECORD_PAYMENT' ? (amount ?? 0) : openBalance}
          currency={decision.currency}
          locale={print.locale}
          symbol={decision.currency !== print.currency}
        />
      </span>
      <span className="fi-basis t2">{doesWords(decision, accounts, print)}</span>
    </li>
  );
}
