import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { LineChart } from '@mui/x-charts/LineChart';
import type { MarkElementProps } from '@mui/x-charts/LineChart';
import { createContext, useContext, type ReactElement } from 'react';
import { formatWeeks } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { StatusShape } from '../ui/StatusShape.js';
import { historyPoints, historySentence, type HistoryPoint } from './historyPoints.js';
import { usePrinting } from './reading.js';

const MARK_PX = 12;
const LEAST_WEEKS_SHOWN = 15;
const MARGIN = { left: 4, right: 34, top: 16, bottom: 4 };
const PointsContext = createContext<readonly HistoryPoint[]>([]);

/** Runway of each week as a line with a mark of its status, cash below as bars. Loaded only where it is looked at. */
export function HistoryChart({ history }: { history: DigestView['history'] }): ReactElement {
  const print = usePrinting();
  const points = historyPoints(history, print);
  const labels = points.map(({ label }) => label);
  const compact = new Intl.NumberFormat(print.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const most = Math.max(LEAST_WEEKS_SHOWN, ...points.map(({ weeks }) => weeks ?? 0));
  return (
    <figure className="chartroom" aria-label={historySentence(history, print)}>
      <PointsContext value={points}>
        <LineChart
          className="histline"
          height={118}
          margin={MARGIN}
          hideLegend
          skipAnimation
          disableAxisListener
          xAxis={[{ data: labels, scaleType: 'point', position: 'none', tickLabelStyle: AXIS }]}
          yAxis={[
            {
              min: 0,
              max: most,
              width: 46,
              disableLine: true,
              disableTicks: true,
              tickInterval: [5, 13],
              label: 'weeks',
              labelStyle: AXIS,
              tickLabelStyle: AXIS,
            },
          ]}
          series={[
            {
              data: points.map(({ weeks }) => weeks),
              curve: 'linear',
              color: 'var(--data)',
              label: 'Weeks',
              shape: 'circle',
              connectNulls: false,
            },
          ]}
          slots={{ mark: Mark, tooltip: None }}
        >
          <ChartsReferenceLine y={5} lineStyle={DASHED} />
          <ChartsReferenceLine y={13} lineStyle={DASHED} />
        </LineChart>
        <BarChart
          className="histbars"
          height={104}
          margin={MARGIN}
          hideLegend
          skipAnimation
          disableAxisListener
          xAxis={[
            {
              data: labels,
              scaleType: 'band',
              disableTicks: true,
              categoryGapRatio: 0.5,
              tickLabelStyle: AXIS,
              height: 22,
              colorMap: {
                type: 'ordinal',
                values: labels,
                colors: labels.map((_, week) => (week === labels.length - 1 ? 'var(--data)' : 'var(--data-3)')),
              },
            },
          ]}
          yAxis={[
            {
              width: 46,
              disableLine: true,
              disableTicks: true,
              tickNumber: 2,
              label: 'cash',
              labelStyle: AXIS,
              tickLabelStyle: AXIS,
              valueFormatter: (value: number) => compact.format(value),
            },
          ]}
          series={[{ data: points.map(({ cash }) => cash), label: 'Cash' }]}
          slots={{ tooltip: None }}
        />
      </PointsContext>
    </figure>
  );
}

const AXIS = { fontSize: 11, fill: 'var(--text-3)', fontFamily: 'var(--font)' };
const DASHED = { stroke: 'var(--line-strong)', strokeDasharray: '3 3' };

/** Figures stand in the list, not in a tooltip. */
function None(): null {
  return null;
}

/** A week's status by its shape; the first and the last carry their number. */
function Mark({ x, y, dataIndex }: MarkElementProps): ReactElement | null {
  const points = useContext(PointsContext);
  const { locale } = usePrinting();
  const point = points[dataIndex];
  if (point === undefined || point.weeks === null) return null;
  const isLast = dataIndex === points.length - 1;
  const isEnd = isLast || dataIndex === 0;
  return (
    <g transform={`translate(${Number(x)} ${Number(y)})`}>
      <g transform={`translate(${-MARK_PX / 2} ${-MARK_PX / 2})`}>
        <StatusShape shape={point.status} size={MARK_PX} />
      </g>
      {isEnd && (
        <text className="axs" x={isLast ? 10 : 0} y={isLast ? 4 : -10} textAnchor={isLast ? 'start' : 'middle'}>
          {formatWeeks(point.weeks, locale)}
        </text>
      )}
    </g>
  );
}
