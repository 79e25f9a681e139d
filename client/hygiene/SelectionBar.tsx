import ChevronDown from 'lucide-react/icons/chevron-down';
import ExternalLink from 'lucide-react/icons/external-link';
import type { ReactElement, ReactNode } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Kbd } from '../ui/Kbd.js';
import { Money } from '../ui/Money.js';
import { SaidAfterPause } from '../ui/SaidAfterPause.js';
import type { Issue, IssueState } from './hygiene.js';

export interface SelectionBarProps {
  readonly issues: readonly Issue[];
  readonly state: IssueState;
  readonly onSnooze: () => void;
  readonly onSnoozeUntil: (anchor: HTMLElement) => void;
  readonly onDismiss: () => void;
  readonly onReopen: () => void;
  readonly onClear: () => void;
}

/** What is selected, over all rules, and what can be done with it. */
export function SelectionBar(props: SelectionBarProps): ReactElement {
  const { issues, state, onSnooze, onSnoozeUntil, onDismiss, onReopen, onClear } = props;
  return (
    <div className="selbar" role="region" aria-label="Selected issues">
      <Totals issues={issues} />
      <div className="selacts">
        {state === 'OPEN' && <FixLink issues={issues} />}
        {state === 'OPEN' && (
          <span className="split">
            <Act onAct={onSnooze} cap="S">
              Snooze<span className="vh"> until it changes</span>
            </Act>
            <button
              type="button"
              className="btn s icon"
              aria-label="Snooze until a date"
              aria-haspopup="dialog"
              onClick={(event) => onSnoozeUntil(event.currentTarget)}
            >
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          </span>
        )}
        {(state === 'OPEN' || state === 'SNOOZED') && (
          <Act onAct={onDismiss} cap="D">
            Dismiss…
          </Act>
        )}
        {(state === 'SNOOZED' || state === 'DISMISSED') && (
          <Act onAct={onReopen} cap="O">
            Open again
          </Act>
        )}
        <button type="button" className="btn s qt selclear" onClick={onClear}>
          Clear
        </button>
      </div>
    </div>
  );
}

function Totals({ issues }: { issues: readonly Issue[] }): ReactElement {
  const print = usePrinting();
  const sum = issues.reduce((total, { moneyAtStake }) => total + moneyAtStake, 0);
  const words = `${countOf(issues.length, 'issue', 'issues', print.locale)} selected, ${print.money(sum)} at stake`;
  return (
    <>
      <span className="seltotal" aria-hidden="true">
        <b>{issues.length} selected</b>
        <span>
          <Money amount={sum} currency={print.currency} locale={print.locale} /> at stake
        </span>
      </span>
      <SaidAfterPause words={words} />
    </>
  );
}

/** QuickBooks opens one page at a time: of several issues, the first that has one. */
function FixLink({ issues }: { issues: readonly Issue[] }): ReactElement | null {
  const urls = new Set(issues.flatMap(({ fixUrl }) => (fixUrl === null ? [] : [fixUrl])));
  const [first] = urls;
  if (first === undefined) return null;
  return (
    <a className="btn s pri" href={first} target="_blank" rel="noopener noreferrer">
      <ExternalLink size={13} aria-hidden="true" />
      <span>
        {urls.size > 1 ? 'Fix the first' : 'Fix'}
        <span className="fixwhere"> in QuickBooks</span>
      </span>
      <span className="vh">, opens a new window</span>
      <Kbd>F</Kbd>
    </a>
  );
}

function Act(props: { onAct: () => void; cap: string; children: ReactNode }): ReactElement {
  const { onAct, cap, children } = props;
  return (
    <button type="button" className="btn s" onClick={onAct}>
      {children} <Kbd>{cap}</Kbd>
    </button>
  );
}
