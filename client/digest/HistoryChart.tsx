import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { LineChart } from '@mui/x-charts/LineChart';
import type { MarkElementProps } from '@mui/x-charts/LineChart';
import { createContext, useContext, type ReactElement } from 'react';
import { formatWeeks } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { StatusShape } from '../ui/StatusShape.js';
import { labelsThatFit, type BarLabel } from './barLabels.js';
import { historyPoints, historySentence, type HistoryPoint } from './historyPoints.js';
import { usePrinting } from './reading.js';
import { useElementWidth } from './useElementWidth.js';

const MARK_PX = 12;
/** The scale reaches at least past the second threshold, so that the line's height means the same from client to client. */
const LEAST_WEEKS_SHOWN = 15;
const THRESHOLDS = [5, 13];
const MARGIN = { left: 4, right: 40, top: 18, bottom: 4 };
const AXIS_WIDTH = 42;
/** Until the chart's width is known: a phone's. */
const NARROW_PX = 320;
const AXIS = { fontSize: 11, fill: 'var(--text-3)', fontFamily: 'var(--font)' };
const DASHED = { stroke: 'var(--line-strong)', strokeDasharray: '3 3' };
const PointsContext = createContext<readonly HistoryPoint[]>([]);

/** Runway of each week as a line with a mark of its status, cash below as bars. Loaded only where it is looked at. */
export function HistoryChart({ history }: { history: DigestView['history'] }): ReactElement {
  const print = usePrinting();
  const points = historyPoints(history, print);
  return (
    <figure className="chartroom" role="img" aria-label={historySentence(history, print)}>
      <div aria-hidden="true">
        <PointsContext value={points}>
          <WeeksLine points={points} />
          <CashBars points={points} />
        </PointsContext>
      </div>
    </figure>
  );
}

function WeeksLine({ points }: { points: readonly HistoryPoint[] }): ReactElement {
  const most = Math.max(LEAST_WEEKS_SHOWN, ...points.map(({ weeks }) => weeks ?? 0));
  return (
    <div className="chartpart">
      <span className="chartword">weeks</span>
      <LineChart
        height={116}
        margin={MARGIN}
        hideLegend
        skipAnimation
        disableAxisListener
        disableKeyboardNavigation
        xAxis={[{ data: points.map(({ label }) => label), scaleType: 'band', position: 'none' }]}
        yAxis={[
          {
            min: 0,
            max: most,
            width: AXIS_WIDTH,
            disableLine: true,
            disableTicks: true,
            tickInterval: THRESHOLDS,
            tickLabelStyle: AXIS,
          },
        ]}
        series={[
          {
            data: points.map(({ weeks }) => weeks),
            curve: 'linear',
            color: 'var(--data)',
            showMark: true,
            connectNulls: false,
          },
        ]}
        slots={{ mark: Mark, tooltip: None }}
      >
        {THRESHOLDS.map((weeks) => (
          <ChartsReferenceLine key={weeks} y={weeks} lineStyle={DASHED} />
        ))}
      </LineChart>
    </div>
  );
}

/** "29.6k": axes and line ends alone are rounded; the list has the cents. */
function axisFigure(locale: string): (value: number) => string {
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (value) => format.format(value).replace(/K$/, 'k');
}

function CashBars({ points }: { points: readonly HistoryPoint[] }): ReactElement {
  const print = usePrinting();
  const compact = axisFigure(print.locale);
  const labels = points.map(({ label }) => label);
  const last = points.length - 1;
  const [measure, width] = useElementWidth();
  const band = ((width ?? NARROW_PX) - AXIS_WIDTH - MARGIN.left - MARGIN.right) / points.length;
  const drawn = labelsThatFit(
    points.map((point, week) => barLabel(point, week === last, compact)),
    band,
  );
  return (
    <div className="chartpart" ref={measure}>
      <span className="chartword">cash</span>
      <BarChart
        height={106}
        margin={MARGIN}
        hideLegend
        skipAnimation
        disableAxisListener
        disableKeyboardNavigation
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
              colors: labels.map((_, week) => (week === last ? 'var(--data)' : 'var(--data-3)')),
            },
          },
        ]}
        yAxis={[
          {
            width: AXIS_WIDTH,
            disableLine: true,
            disableTicks: true,
            tickNumber: 2,
            tickLabelStyle: AXIS,
            valueFormatter: compact,
          },
        ]}
        series={[
          {
            data: points.map(({ cash }) => cash),
            barLabelPlacement: 'outside',
            barLabel: ({ dataIndex }) => drawn[dataIndex] ?? null,
          },
        ]}
        slots={{ tooltip: None }}
      />
    </div>
  );
}

/** The last week carries its cash, always; any other the money that stands apart, if there is some. */
function barLabel(point: HistoryPoint, isLast: boolean, compact: (value: number) => string): BarLabel | null {
  if (isLast) return point.cash === null ? null : { text: compact(point.cash), weight: Infinity };
  return point.apartIn > 0 ? { text: `${compact(point.apartIn)} apart`, weight: point.apartIn } : null;
}

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
  return (
    <g transform={`translate(${Number(x)} ${Number(y)})`}>
      <g transform={`translate(${-MARK_PX / 2} ${-MARK_PX / 2})`}>
        <StatusShape shape={point.status} size={MARK_PX} />
      </g>
      {(isLast || dataIndex === 0) && (
        <text
          className="axs"
          x={isLast ? MARK_PX - 2 : 0}
          y={isLast ? 4 : 2 - MARK_PX}
          textAnchor={isLast ? 'start' : 'middle'}
        >
          {formatWeeks(point.weeks, locale)}
        </text>
      )}
    </g>
  );
}
