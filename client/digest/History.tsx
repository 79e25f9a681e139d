import { lazy, Suspense, type ReactElement } from 'react';
import { ListModeToggle } from '../ui/ListModeToggle.js';
import type { DigestView } from '../offline/index.js';
import { HistoryTable } from './HistoryTable.js';
import { useClientKey } from './useClientKey.js';
import { useShownAs } from './useShownAs.js';

const HistoryChart = lazy(() => import('./HistoryChart.js').then((module) => ({ default: module.HistoryChart })));

/** Up to thirteen weeks as a drawing or as a list; the list has every number of the drawing, and totals. */
export function History({ digest }: { digest: DigestView }): ReactElement {
  const [shownAs, showAs] = useShownAs('history');
  useClientKey('l', () => showAs(shownAs === 'chart' ? 'list' : 'chart'));
  const { history } = digest;
  return (
    <section aria-labelledby="history-head">
      <div className="row sechead">
        <div className="sec">
          <h2 id="history-head">{history.length === 1 ? '1 week' : `${history.length} weeks`}</h2>{' '}
          <small>runway and cash at the end of each week</small>
        </div>
        <span className="sp" />
        <ListModeToggle mode={shownAs} onChange={showAs} />
      </div>
      {shownAs === 'list' ? (
        <HistoryTable history={history} />
      ) : (
        <Suspense fallback={<div className="chartroom" aria-hidden="true" />}>
          <HistoryChart history={history} />
        </Suspense>
      )}
      {/* Paper gets the list: a drawing has no exact figures. */}
      {shownAs === 'chart' && (
        <div className="printonly">
          <HistoryTable history={history} />
        </div>
      )}
    </section>
  );
}
