import ExternalLink from 'lucide-react/icons/external-link';
import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { usePrinting } from '../digest/reading.js';
import { amountWords, askedWords } from './askedWords.js';
import { CardFrame } from './CardFrame.js';
import { Choices } from './Choices.js';
import { kindOf, nameOf, type ConsoleView } from './console.js';
import { documentOf } from './newDecision.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface ReturnedProps {
  readonly decision: DecisionShown;
  readonly console: ConsoleView;
  readonly acts: DecisionActs;
}

type Difference = DecisionShown['differences'][number];

const FIELDS: Readonly<Record<Difference['field'], string>> = {
  OPEN_BALANCE: 'Open balance',
  PARTY: 'Vendor',
  DUE_DATE: 'Due',
  STANDING: 'Standing',
  ACCOUNT: 'Account',
  LAST_SENT: 'Last e-mailed',
  LAST_CHANGE: 'Last change',
};

/** Both versions side by side, what happened, and two equal choices. */
export function ConflictCard({ decision, console: view, acts }: ReturnedProps): ReactElement {
  const print = usePrinting();
  const document = documentOf(view, decision);
  return (
    <CardFrame
      decision={decision}
      label={`Conflicted: ${nameOf(decision)}`}
      // QuickBooks may have been asked and have refused; of a reminder it may not be known whether it went out: its story tells.
      aside={decision.kind === 'RECORD_PAYMENT' ? 'no payment recorded' : ''}
      isBack
    >
      <p>
        {askedWords(decision, print)}, {nameOf(decision)}
      </p>
      <Comparison decision={decision} />
      <Story decision={decision} />
      <div className="cardacts">
        <Choices decision={decision} view={view} acts={acts} />
        {document?.url !== undefined && document.url !== null && (
          <a className="btn s qt" href={document.url} target="_blank" rel="noopener noreferrer">
            <ExternalLink size={13} aria-hidden="true" />
            {kindOf(decision.documentKey) === 'BILL' ? 'Bill' : 'Invoice'}
            <span className="vh"> in QuickBooks, opens a new window</span>
          </a>
        )}
      </div>
    </CardFrame>
  );
}

/** What was seen and what QuickBooks has; rows that differ begin with ≠. */
export function Comparison({ decision }: { decision: DecisionShown }): ReactElement | null {
  if (decision.differences.length === 0) return null;
  return (
    <table className="cmp">
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">What</span>
          </th>
          <th scope="col" className="r">
            You saw
          </th>
          <th scope="col" className="r">
            QuickBooks
          </th>
        </tr>
      </thead>
      <tbody>
        {decision.differences.map((line) => (
          <ComparisonRow key={line.field} line={line} of={decision} />
        ))}
      </tbody>
    </table>
  );
}

function ComparisonRow({ line, of }: { line: Difference; of: DecisionShown }): ReactElement {
  const print = usePrinting();
  const value = (text: string | null, amount: number | null): string =>
    amount === null ? (text ?? '') : amountWords(amount, of, print);
  const isCustomer = line.field === 'PARTY' && kindOf(of.documentKey) === 'INVOICE';
  const [seen, now] = [value(line.saw, line.sawAmount), value(line.now, line.nowAmount)];
  // A name that did not change is not read twice.
  const isName = !line.differs && seen === now && (line.field === 'PARTY' || line.field === 'ACCOUNT');
  const saw = isName ? '' : seen;
  return (
    <tr className={line.differs ? 'differs' : undefined}>
      <th scope="row">
        {line.differs && <span className="vh">Differs: </span>}
        {isCustomer ? 'Customer' : FIELDS[line.field]}
      </th>
      <td className="r">{line.differs && saw !== '' ? <s>{saw}</s> : saw}</td>
      <td className="r">{line.differs ? <b>{now === '' ? 'nothing' : now}</b> : isName ? 'same' : now}</td>
    </tr>
  );
}

/** When it was decided, by whom, and what happened since. */
export function Story({ decision }: { decision: DecisionShown }): ReactElement {
  const print = usePrinting();
  const { acceptedAt, byName, note, refusal } = decision;
  const decided =
    acceptedAt === null ? '' : `Decided ${print.instant(acceptedAt)}${byName === null ? '' : ` by ${byName}`}. `;
  return (
    <p className="note">
      {decided}
      {refusal?.message ?? note}
    </p>
  );
}
