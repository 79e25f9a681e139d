import { useId, useState, type HTMLAttributes, type KeyboardEvent, type ReactElement } from 'react';
import { useElementWidth } from '../digest/useElementWidth.js';
import { usePrinting } from '../digest/reading.js';
import { shortMoney } from '../hygiene/shortMoney.js';
import type { FlowbandView } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { axisDay } from './axisDay.js';
import { datedEvents, drawFlow, LOWER_WORDS, UPPER_WORDS, type DrawnEvent, type FlowDrawing } from './flowDrawing.js';
import { bandSentence, eventSentence } from './flowWords.js';
import { endsApart } from './scales.js';

export interface FlowbandChartProps {
  readonly flowband: FlowbandView;
  /** Before the first event: without it there is no band. */
  readonly opening: number;
  readonly isLow: boolean;
  /** The event that the arrow keys stand on; null when on none. */
  readonly at: number | null;
  readonly onMove: (number: number | null) => void;
  /** The list is not there to be focused: the bars take its places. */
  readonly hasTargets: boolean;
  /** Said after what the drawing shows: that decisions on their way are in it. */
  readonly counted: string;
}

const HEIGHT = { tall: 268, low: 200 };
/** Until the room is known. */
const USUAL_WIDTH = 524;
const BAR = 10;

/** The balance after each event as a band, and below it a bar an event. Arrow keys move along the events. */
export function FlowbandChart(props: FlowbandChartProps): ReactElement {
  const { flowband, opening, isLow, at, onMove, hasTargets, counted } = props;
  const print = usePrinting();
  const announce = useAnnounce();
  const [measure, width] = useElementWidth();
  const [focused, setFocused] = useState(false);
  const events = datedEvents(flowband);
  const room = { width: Math.max(280, width ?? USUAL_WIDTH), height: isLow ? HEIGHT.low : HEIGHT.tall };
  const drawing = drawFlow(events, opening, room);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = moved(event.key, at, events.length);
    if (to === null) return;
    event.preventDefault();
    onMove(to);
    const found = events[to - 1];
    if (found !== undefined) announce(eventSentence(found, events.length, print));
  };
  // An image that takes the focus, so that keys move along it; the list is its twin.
  const reachable: HTMLAttributes<HTMLDivElement> = {
    tabIndex: 0,
    onKeyDown,
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      onMove(null);
    },
  };
  return (
    <div
      ref={measure}
      className="fbchart"
      role="img"
      aria-label={`${bandSentence(flowband, print)}${counted} Arrow keys move along the events.`}
      {...reachable}
    >
      <svg viewBox={`0 0 ${room.width} ${room.height}`} width={room.width} height={room.height} aria-hidden="true">
        <Axes drawing={drawing} height={room.height} />
        <Band drawing={drawing} opening={opening} />
        {drawing.events.map((drawn) => (
          <Bar
            key={drawn.event.key}
            drawn={drawn}
            baseline={drawing.baseline}
            isAt={focused && drawn.event.number === at}
            isTarget={hasTargets}
          />
        ))}
      </svg>
    </div>
  );
}

/** The event a key goes to; null for other keys. */
function moved(key: string, at: number | null, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(count, (at ?? 0) + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(1, (at ?? 2) - 1);
  if (key === 'Home') return 1;
  return key === 'End' ? count : null;
}

function Axes({ drawing, height }: { drawing: FlowDrawing; height: number }): ReactElement {
  const print = usePrinting();
  const { left, right, baseline } = drawing;
  return (
    <g>
      {drawing.ticks.map(({ value, y }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y} y2={y} className={value === 0 ? 'fbzero' : 'fbgrid'} />
          <text className="ax" x={left - 7} y={y + 4} textAnchor="end">
            {value === 0 ? '0' : shortMoney(value, print.currency, print.locale).replace('.0', '')}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={baseline} y2={baseline} className="fbzero" />
      {drawing.days.map(({ date, at }) => (
        <text key={date} className="ax" x={at} y={height - 4} textAnchor="middle">
          {axisDay(print.shortDay(date))}
        </text>
      ))}
    </g>
  );
}

function Band({ drawing, opening }: { drawing: FlowDrawing; opening: number }): ReactElement {
  const print = usePrinting();
  const short = (amount: number): string => shortMoney(amount, print.currency, print.locale);
  const { left, right, startY, upperWord, lowerWord } = drawing;
  // Clear of the first step.
  const startsUp = (drawing.events[0]?.upperY ?? startY) < startY - 3;
  const last = drawing.events.at(-1);
  const [upperEnd, lowerEnd] = endsApart(last?.upperY ?? startY, last?.lowerY ?? startY, 13);
  return (
    <g>
      <path d={drawing.band} className="fbband" />
      {lowerWord !== null && <path d={drawing.lower} className="fblower" />}
      <path d={drawing.upper} className="fbupper" />
      <text className="axs halo" x={left + 4} y={startsUp ? startY + 14 : startY - 6}>
        {short(opening)}
      </text>
      {last !== undefined && (
        <>
          <text className="axs" x={right + 5} y={(lowerWord === null ? last.upperY : upperEnd) + 4}>
            {short(last.event.ifPaid)}
          </text>
          {lowerWord !== null && (
            <text className="ax" x={right + 5} y={lowerEnd + 4}>
              {short(last.event.ifNot)}
            </text>
          )}
        </>
      )}
      {upperWord !== null && (
        <text className="ax halo" x={upperWord.x} y={upperWord.y} textAnchor="middle">
          {UPPER_WORDS}
        </text>
      )}
      {lowerWord !== null && (
        <text className="ax halo" x={lowerWord.x} y={lowerWord.y} textAnchor="middle">
          {LOWER_WORDS}
        </text>
      )}
    </g>
  );
}

function Bar(props: { drawn: DrawnEvent; baseline: number; isAt: boolean; isTarget: boolean }): ReactElement {
  const { drawn, isAt, isTarget } = props;
  const { event, x, barTop, barHeight, numberY, upperY, lowerY } = drawn;
  const hatch = useId();
  const isUnreliable = event.issueIds.length > 0;
  const kind = event.direction === 'IN' ? 'fbin' : 'fbout';
  return (
    <g id={isTarget ? `flow-event-${event.number}` : undefined} tabIndex={isTarget ? -1 : undefined}>
      {isUnreliable && (
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className="fbhatchground" />
          <path d="M0 0v4" className="fbhatchline" />
        </pattern>
      )}
      {isAt && (
        <>
          <rect
            className="fbat"
            x={x - 9}
            y={18}
            width={18}
            height={numberY > barTop ? numberY - 10 : barTop + barHeight - 14}
            rx="2"
          />
          <circle className="fbdot" cx={x} cy={upperY} r="3.5" />
          {lowerY - upperY > 1 && <circle className="fbdot low" cx={x} cy={lowerY} r="3" />}
        </>
      )}
      <rect
        className={isUnreliable ? 'fbunsure' : kind}
        style={isUnreliable ? { fill: `url(#${hatch})` } : undefined}
        x={x - BAR / 2}
        y={barTop}
        width={BAR}
        height={barHeight}
      />
      <text className={isUnreliable ? 'axs' : 'ax'} x={x} y={numberY} textAnchor="middle">
        {event.number}
        {isUnreliable && '?'}
      </text>
    </g>
  );
}
