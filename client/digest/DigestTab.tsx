import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';
import { DUE_WITHIN_DAYS } from '../../domain/openBalances.js';
import type { DigestView, ReviewView } from '../offline/index.js';
import { CashByAccount } from './CashByAccount.js';
import { ExplainedContext } from './explained.js';
import { FourFigures } from './FourFigures.js';
import { Hero } from './Hero.js';
import { History } from './History.js';
import { Notes } from './Notes.js';
import { OpenItems } from './OpenItems.js';
import { PrintFooter } from './PrintFooter.js';
import { ProvenanceCard } from './ProvenanceCard.js';
import { useClientKey } from './useClientKey.js';
import { useWidth } from './useWidth.js';

const ForecastSection = lazy(() =>
  import('../forecast/ForecastSection.js').then((module) => ({ default: module.ForecastSection })),
);

export interface DigestTabProps {
  readonly digest: DigestView;
  readonly client: string;
  readonly stale: boolean;
  /** A past week's figures. */
  readonly isPast?: boolean;
  /** The rest of the review; null where it does not belong to these figures. */
  readonly review: ReviewView | null;
}

interface Open {
  readonly figure: Figure;
  readonly takesFocus: boolean;
}

/** All figures of one client as of one date, each with where it comes from. */
export function DigestTab({ digest, client, stale, isPast = false, review }: DigestTabProps): ReactElement {
  const width = useWidth();
  // Beside the figures there is room for it from the start; anywhere else it would cover them.
  const [open, setOpen] = useState<Open | null>(width === 'wide' ? { figure: 'RUNWAY', takesFocus: false } : null);
  const from = useRef<HTMLElement | null>(null);
  const explain = useCallback((figure: Figure, trigger: HTMLElement) => {
    from.current = trigger;
    setOpen({ figure, takesFocus: true });
  }, []);
  const close = useCallback(() => {
    setOpen(null);
    from.current?.focus();
  }, []);
  useClientKey('e', () => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-figure]');
    (focused ?? document.querySelector<HTMLElement>('[data-figure="RUNWAY"]'))?.click();
  });
  useEscape(open !== null, close);
  const explained = useMemo(() => ({ open: open?.figure ?? null, explain }), [open, explain]);
  const { figures } = digest;
  const provenance = open === null ? null : digest[open.figure];
  return (
    <ExplainedContext value={explained}>
      <div className="dg">
        <div className="dgl">
          <Hero digest={digest} client={client} stale={stale} isPast={isPast} />
          <FourFigures digest={digest} />
          <div className="two">
            <CashByAccount digest={digest} />
            <OpenItems
              id="bills-due"
              title={`Due in ${DUE_WITHIN_DAYS} days`}
              totals={figures.payablesDue}
              one="bill"
              when="date"
              none={`No bill is due in the next ${DUE_WITHIN_DAYS} days.`}
            />
          </div>
          <History digest={digest} />
          {review !== null && review.forecast !== null && (
            <Suspense fallback={null}>
              <ForecastSection clientId={review.id} forecast={review.forecast} features={review.features} />
            </Suspense>
          )}
          <div className="two">
            <OpenItems
              id="invoices-late"
              title="Overdue from customers"
              totals={figures.receivablesOverdue}
              one="invoice"
              when="days"
              none="No invoice is overdue."
            />
            <OpenItems
              id="bills-late"
              title="Overdue to vendors"
              totals={figures.payablesOverdue}
              one="bill"
              when="days"
              none="No bill is overdue."
            />
          </div>
          <Notes digest={digest} />
          <PrintFooter digest={digest} client={client} />
        </div>
        <div className="dgr">
          {open !== null && provenance === null && (
            <p className="pop prov note" role="status">
              This figure does not exist for this client.
            </p>
          )}
          {open !== null && provenance !== null && (
            <ProvenanceCard
              provenance={provenance}
              digest={digest}
              client={client}
              isPast={isPast}
              takesFocus={open.takesFocus}
              isSheet={width === 'sheet'}
              onClose={close}
            />
          )}
        </div>
      </div>
    </ExplainedContext>
  );
}

/** Escape closes the card from anywhere on the page, not only from inside it. */
function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOpen, close]);
}
