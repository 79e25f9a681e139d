import ArrowRight from 'lucide-react/icons/arrow-right';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { usePrinting, type Printing } from '../digest/reading.js';
import type { ForecastResultView } from '../offline/index.js';
import { Money } from '../ui/Money.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { useConsole } from './ConsoleContext.js';
import { cashAfter, totalsOf, type KindTotal } from './draftTotals.js';
import { OutOfView, type OutOfViewProps } from './OutOfView.js';
import { shortKind, sumWords } from './selectionWords.js';
import { useImpact, type Impact } from './useImpact.js';

export interface BarFiguresProps extends OutOfViewProps {
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  readonly forecast: ForecastResultView;
  /** The tier has what decisions do to the forecast. */
  readonly isWeighed: boolean;
  /** Cash on hand, in the client's currency; null where it is not known. */
  readonly cash: number | null;
}

/** What a selection comes to. */
export interface SelectionFigures {
  readonly totals: readonly KindTotal[];
  /** Cash on hand after it, in the client's currency; null where it is not known. */
  readonly after: number | null;
  /** Null until it is computed, and where there is no forecast or the tier has no impact. */
  readonly impact: Impact | null;
}

/** Adds up what is selected, and what it would mean for cash and the forecast. */
export function useSelectionFigures({ drafts, cash }: Pick<BarFiguresProps, 'drafts' | 'cash'>): SelectionFigures {
  const totals = useMemo(() => totalsOf(drafts.values()), [drafts]);
  const { coming, accounts } = useConsole();
  const after = useMemo(
    () => (cash === null ? null : cashAfter(cash, drafts.values(), coming, accounts)),
    [cash, drafts, coming, accounts],
  );
  return { totals, after, impact: useImpact(drafts) };
}

/** What is selected by kind, and what it would mean for cash and the forecast. */
export function BarFigures({
  drafts,
  forecast,
  isWeighed,
  figures,
  hidden,
  onShowAll,
}: BarFiguresProps & { figures: SelectionFigures }): ReactElement {
  const print = usePrinting();
  const { coming } = useConsole();
  const { totals, after, impact } = figures;
  return (
    <>
      <div className="db1">
        <Figure label="Selected">{drafts.size}</Figure>
        <OutOfView {...{ hidden, onShowAll }} />
        {totals.map((total) => (
          <Figure key={total.kind} label={`${shortKind(total)}, ${total.count}`}>
            {sumWords(total, print)}
          </Figure>
        ))}
      </div>
      <div className="db2">
        <Figure label="Cash after">
          {after === null ? 'not known' : <Money amount={after} currency={print.currency} locale={print.locale} />}
        </Figure>
        <ImpactFigures isAlone={coming.length === 0} {...{ impact, forecast, isWeighed, print }} />
      </div>
    </>
  );
}

interface ImpactProps {
  readonly impact: Impact | null;
  readonly forecast: ForecastResultView;
  readonly isWeighed: boolean;
  /** Nothing else is coming: before is the forecast as it stands. */
  readonly isAlone: boolean;
  readonly print: Printing;
}

/** The first week below zero and the low point, before and after; or why there is none, in the same place. */
function ImpactFigures({ impact, forecast, isWeighed, isAlone, print }: ImpactProps): ReactElement {
  if (!isWeighed || forecast === null || forecast.__typename !== 'Forecast') {
    const isOff = !isWeighed || (forecast?.__typename === 'Refusal' && forecast.code === 'FEATURE_OFF');
    const why = isOff ? 'Not in this tier' : 'not known';
    return (
      <>
        <Figure label="First week below zero">
          <span className="absent">{why}</span>
        </Figure>
        <Figure label="Low point">
          <span className="absent">{why}</span>
        </Figure>
      </>
    );
  }
  const week = (monday: string | null): string => (monday === null ? 'none' : print.day(monday).slice(4));
  const money = (amount: number): ReactElement => (
    <Money amount={amount} currency={print.currency} locale={print.locale} />
  );
  const before = impact?.before ?? (isAlone ? forecast : null);
  const after = impact?.after ?? null;
  return (
    <>
      <Figure label="First week below zero">
        <Change
          before={before === null ? null : week(before.firstWeekBelowZero)}
          after={after === null ? null : week(after.firstWeekBelowZero)}
        />
      </Figure>
      <Figure label={after === null ? 'Low point' : `Low point, ${print.day(after.lowPoint.date)}`}>
        <Change
          before={before === null ? null : money(before.lowPoint.amount)}
          after={after === null ? null : money(after.lowPoint.amount)}
        />
      </Figure>
    </>
  );
}

function Change({ before, after }: { before: ReactNode; after: ReactNode }): ReactElement {
  return (
    <span className="dchange">
      <span className="was">{before ?? '…'}</span>
      <ArrowRight size={15} aria-label="to" />
      <span>{after ?? '…'}</span>
    </span>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="dfig">
      <small>{label}</small>
      <b>{children}</b>
    </div>
  );
}
