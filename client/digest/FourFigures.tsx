import type { ReactElement } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';
import { DUE_WITHIN_DAYS } from '../../domain/openBalances.js';
import { countOf } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { MoneyIfKnown } from '../ui/Money.js';
import { AmountChange } from './AmountChange.js';
import { useChanged } from '../ui/useChanged.js';
import { FigureButton } from './FigureButton.js';
import { usePrinting } from './reading.js';

/** In and out of a week, what is due and what is late, each with its change and its origin. */
export function FourFigures({ digest }: { digest: DigestView }): ReactElement {
  const print = usePrinting();
  const { figures, before } = digest;
  const { payablesDue, payablesOverdue, receivablesOverdue } = figures;
  const weeks = figures.window === null ? null : `${Math.round((figures.window.days * 10) / 7) / 10}-week average`;
  const oldest = Math.max(0, ...receivablesOverdue.items.map(({ days }) => -(days ?? 0)));
  return (
    <section className="figs" aria-label="Figures">
      <OneFigure
        figure="WEEKLY_IN"
        label="Weekly cash in"
        amount={figures.weeklyIn}
        before={before?.weeklyIn}
        note={weeks}
      />
      <OneFigure
        figure="WEEKLY_OUT"
        label="Weekly cash out"
        amount={figures.weeklyOut}
        before={before?.weeklyOut}
        note={weeks}
      />
      <OneFigure
        figure="PAYABLES_DUE"
        label={`Bills due in ${DUE_WITHIN_DAYS} days`}
        amount={payablesDue.amount}
        before={before?.payablesDue}
        note={
          <>
            {countOf(payablesDue.count, 'bill', 'bills', print.locale)}
            {payablesOverdue.count > 0 && (
              <>
                , and{' '}
                <FigureButton figure="PAYABLES_OVERDUE" className="lkb" label="bills overdue">
                  {print.money(payablesOverdue.amount)} late
                </FigureButton>
              </>
            )}
          </>
        }
      />
      <OneFigure
        figure="RECEIVABLES_OVERDUE"
        label="Invoices overdue"
        amount={receivablesOverdue.amount}
        before={before?.receivablesOverdue}
        note={
          countOf(receivablesOverdue.count, 'invoice', 'invoices', print.locale) +
          (oldest > 0 ? `, oldest ${oldest} d` : '')
        }
      />
    </section>
  );
}

interface OneFigureProps {
  readonly figure: Figure;
  readonly label: string;
  /** Null when it cannot be derived: then no number is shown. */
  readonly amount: number | null;
  readonly before: number | null | undefined;
  readonly note: ReactElement | string | null;
}

function OneFigure({ figure, label, amount, before = null, note }: OneFigureProps): ReactElement {
  const { currency, locale } = usePrinting();
  const changed = useChanged(amount === null ? null : String(amount));
  return (
    <div className={changed ? 'changed' : undefined}>
      <div className="sm t2">{label}</div>
      <FigureButton figure={figure} className="fg" label={label}>
        <MoneyIfKnown amount={amount} currency={currency} locale={locale} />
      </FigureButton>
      <div className="figchip">
        <AmountChange now={amount} before={before} />
      </div>
      {note !== null && <div className="note">{note}</div>}
    </div>
  );
}
