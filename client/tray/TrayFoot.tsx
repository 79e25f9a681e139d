import type { ReactElement } from 'react';
import type { Cents } from '../../domain/units.js';
import { countOf, formatMoney, wholeNumber } from '../../domain/wording.js';
import { Kbd } from '../ui/Kbd.js';
import type { TrayCounts, TrayGroup } from './trayGroups.js';
import { trayTotals, type TrayTotal } from './trayTotals.js';
import { TOTAL_WORDS } from './trayWords.js';
import type { TrayActs } from './useTrayActs.js';

export interface TrayFootProps {
  readonly groups: readonly TrayGroup[];
  readonly counts: TrayCounts;
  /** Amounts of the tray are in more than one currency. */
  readonly isMixed: boolean;
  readonly locale: string;
  readonly acts: TrayActs;
}

/** Sums of what is still to be sent, by kind, and the one way to send what waits on this device now. */
export function TrayFoot({ groups, counts, isMixed, locale, acts }: TrayFootProps): ReactElement {
  const totals = trayTotals(groups);
  return (
    <footer className="tfoot">
      <div className="tsums">
        {totals.map((total) => (
          <Total key={total.kind} total={total} locale={locale} isMixed={isMixed} />
        ))}
        <span className="sp" />
        {acts.waiting > 0 && (
          <button
            type="button"
            className="btn pri l"
            aria-disabled={acts.held !== null || undefined}
            aria-describedby="tray-words"
            onClick={acts.send}
          >
            Send {wholeNumber(acts.waiting, locale)} to QuickBooks now <Kbd>⌘↵</Kbd>
          </button>
        )}
      </div>
      {acts.problem !== null && <p className="tproblem">{acts.problem}</p>}
      <p className="sm t3" id="tray-words">
        {words(counts, acts)}
      </p>
    </footer>
  );
}

function Total(props: { total: TrayTotal; locale: string; isMixed: boolean }): ReactElement {
  const { total, locale, isMixed } = props;
  const print = (amount: number, currency: string): string =>
    formatMoney(amount as Cents, currency, locale, { symbol: isMixed });
  return (
    <div className="tsum">
      <small>
        {TOTAL_WORDS[total.kind]}, {wholeNumber(total.count, locale)}
      </small>
      {total.sums.map(({ currency, amount }) => (
        <b key={currency}>{print(amount, currency)}</b>
      ))}
    </div>
  );
}

function words(counts: TrayCounts, { held, waiting }: TrayActs): string {
  return [
    waiting > 0 && held !== null ? held : null,
    waiting > 0 && held === null
      ? `${countOf(waiting, 'decision')} on this device; each leaves by itself when online.`
      : null,
    stayWords(counts),
    'Undo until submitted. Recording a payment does not move money at the bank.',
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

/** `1 conflicted and 2 failed stay here; …`; null where nothing came back. */
function stayWords({ conflicted, refused, failed, expired }: TrayCounts): string | null {
  const parts = Object.entries({ conflicted, refused, failed, expired })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`);
  const [last] = parts.slice(-1);
  if (last === undefined) return null;
  const what = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  const stay = conflicted + refused + failed + expired === 1 ? 'stays' : 'stay';
  return `${what} ${stay} here; one refused row never holds back the rest.`;
}
