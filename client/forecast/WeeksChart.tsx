import type { ReactElement } from 'react';
import { countedWords } from '../console/comingCount.js';
import { useElementWidth } from '../digest/useElementWidth.js';
import { usePrinting } from '../digest/reading.js';
import { axisDay } from '../flowband/axisDay.js';
import { endsApart } from '../flowband/scales.js';
import { shortMoney } from '../hygiene/shortMoney.js';
import { useForecast } from './ForecastContext.js';
import { headlineSentence } from './headlineWords.js';
import { drawWeeks, type WeeksDrawing } from './weeksDrawing.js';

const HEIGHT = 168;
const USUAL_WIDTH = 700;

/** Closing balances of the thirteen weeks as a band; the table has every number of it. */
export function WeeksChart(): ReactElement {
  const { forecast, counted } = useForecast();
  const print = usePrinting();
  const [measure, width] = useElementWidth();
  const room = { width: Math.max(280, width ?? USUAL_WIDTH), height: HEIGHT };
  const drawing = drawWeeks(forecast, room);
  const said = `${headlineSentence(forecast, print)}${countedWords(counted)}`;
  return (
    <div ref={measure} className="fcchart" role="img" aria-label={said}>
      <svg viewBox={`0 0 ${room.width} ${HEIGHT}`} width={room.width} height={HEIGHT} aria-hidden="true">
        <Axes drawing={drawing} />
        <Lines drawing={drawing} />
        <Marks drawing={drawing} />
      </svg>
      <p className="fckey note" aria-hidden="true">
        <span>
          <i className="keyupper" />
          invoices paid at their usual delay
        </span>
        <span>
          <i className="keylower" />
          none of the open invoices paid
        </span>
        <span>balance at the end of each week</span>
      </p>
    </div>
  );
}

function Axes({ drawing }: { drawing: WeeksDrawing }): ReactElement {
  const print = usePrinting();
  const { left, right, ticks, weeks } = drawing;
  return (
    <g>
      {ticks.map(({ value, y }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y} y2={y} className={value === 0 ? 'fbzero' : 'fbgrid'} />
          <text className="ax" x={left - 7} y={y + 4} textAnchor="end">
            {value === 0 ? '0' : shortMoney(value, print.currency, print.locale).replace('.0', '')}
          </text>
        </g>
      ))}
      {weeks.map(({ date, at }) => (
        <text key={date} className="ax" x={at} y={HEIGHT - 6} textAnchor="middle">
          {axisDay(print.shortDay(date))}
        </text>
      ))}
    </g>
  );
}

function Lines({ drawing }: { drawing: WeeksDrawing }): ReactElement {
  const { forecast } = useForecast();
  const print = usePrinting();
  const short = (amount: number): string => shortMoney(amount, print.currency, print.locale);
  const last = forecast.weeks.at(-1);
  const [upperEnd, lowerEnd] = endsApart(drawing.ends.upper, drawing.ends.lower, 13);
  const isOpen = drawing.ends.lower - drawing.ends.upper >= 1;
  return (
    <g>
      <path d={drawing.band} className="fbband" />
      <path d={drawing.lower} className="fblower" />
      <path d={drawing.upper} className="fbupper" />
      {last !== undefined && (
        <>
          <text className="axs" x={drawing.right + 5} y={(isOpen ? upperEnd : drawing.ends.upper) + 4}>
            {short(last.closing)}
          </text>
          {isOpen && (
            <text className="ax" x={drawing.right + 5} y={lowerEnd + 4}>
              {short(last.lowerClosing)}
            </text>
          )}
        </>
      )}
    </g>
  );
}

/** The low points by their shape and figure, the first week below zero by its own. */
function Marks({ drawing }: { drawing: WeeksDrawing }): ReactElement {
  const { forecast } = useForecast();
  const print = usePrinting();
  const { low, lowerLow, left, right, belowZero } = drawing;
  const zero = drawing.ticks.find(({ value }) => value === 0)?.y ?? 0;
  const middle = Math.min(right - 24, Math.max(left + 26, low.x));
  return (
    <g>
      {belowZero !== null && (
        <g transform={`translate(${belowZero - 5} ${zero - 5})`}>
          <circle cx="5" cy="5" r="4.4" className="fcmarkring" />
          <path d="M2.6 5h4.8" className="fcmarkline" />
        </g>
      )}
      <path d={triangle(lowerLow.x, lowerLow.y, 4)} className="fcmarklower" />
      <path d={triangle(low.x, low.y, 5)} className="fcmark" />
      <text className="axs halo" x={middle} y={low.y - 13} textAnchor="middle">
        {shortMoney(forecast.lowPoint.amount, print.currency, print.locale)}
      </text>
    </g>
  );
}

/** Pointing down at the line. */
function triangle(x: number, y: number, half: number): string {
  return `M${x - half} ${y - 2 * half}h${2 * half}L${x} ${y}z`;
}
