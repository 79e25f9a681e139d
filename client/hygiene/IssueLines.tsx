import ExternalLink from 'lucide-react/icons/external-link';
import { useState, type ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import type { IssueLine } from './hygiene.js';

const FIRST_LINES = 8;
const MOST_LINES = 200;

/** What an issue is about: date, type and number, name, memo, amount, and the way to its page in QuickBooks. */
export function IssueLines(props: {
  lines: readonly IssueLine[];
  /** Lines that were left out before. */
  more: number;
  tabbable: boolean;
}): ReactElement {
  const { lines, more, tabbable } = props;
  const [all, showAll] = useState(false);
  const shown = lines.slice(0, all ? MOST_LINES : FIRST_LINES);
  const left = lines.length - shown.length;
  return (
    <>
      <ul className={lines.some(({ date }) => date !== null) ? 'ilines' : 'ilines undated'} aria-label="Documents">
        {shown.map((line) => (
          <Line key={line.key} line={line} tabbable={tabbable} withAmount={lines.length > 1} />
        ))}
      </ul>
      {left > 0 && !all && (
        <button type="button" className="lkb" tabIndex={tabbable ? 0 : -1} onClick={() => showAll(true)}>
          {left} more
        </button>
      )}
      {(more > 0 || (left > 0 && all)) && (
        <p className="t3">
          The first {lines.length - (all ? left : 0)} of {lines.length + more} are listed.
        </p>
      )}
    </>
  );
}

function Line(props: { line: IssueLine; tabbable: boolean; withAmount: boolean }): ReactElement {
  const { line, tabbable, withAmount } = props;
  const print = usePrinting();
  const called = line.number === null ? line.type : `${line.type} ${line.number}`;
  return (
    <li className="iline">
      <span className="il-date">{line.date === null ? '' : print.shortDay(line.date)}</span>
      <span className="il-called">
        {line.url === null ? (
          called
        ) : (
          <a href={line.url} target="_blank" rel="noopener noreferrer" tabIndex={tabbable ? 0 : -1}>
            {called}
            <span className="vh">, open in QuickBooks in a new window</span>
            <ExternalLink size={11} aria-hidden="true" />
          </a>
        )}
      </span>
      <span className="il-who">
        {line.name}
        {line.memo !== null && line.memo !== '' && (
          <span className="t3">
            {line.name === null ? '' : ' · '}
            {line.memo}
          </span>
        )}
      </span>
      <span className="il-amount">
        {withAmount && <Money amount={line.amount} currency={print.currency} locale={print.locale} />}
      </span>
    </li>
  );
}
