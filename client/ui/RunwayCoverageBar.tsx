import type { ReactElement } from 'react';
import type { RunwayStatus } from '../../domain/snapshot.js';
import { formatRunwayWithUnit, formatWeeks, STATUS_WORDS } from '../../domain/wording.js';
import type { Weeks } from '../../domain/units.js';
import { coveragePosition, SCALE_END, SCALE_MARKS } from './coverageScale.js';
import { STATUS_CLASS } from './statusClass.js';

/** A runway as it is drawn: the domain's and the contract's alike. */
export interface DrawnRunway {
  readonly state: 'NUMBER' | 'NOT_BURNING' | 'NO_DATA';
  readonly status: RunwayStatus;
  /** 0.0 to 50.0; null unless the state is NUMBER. */
  readonly weeks: number | null;
  readonly over: boolean;
}

export interface RunwayCoverageBarProps {
  /** Whose runway, for the accessible name. */
  readonly client: string;
  readonly runway: DrawnRunway;
  /** Weeks as shown a week before; null when there was no number. */
  readonly before?: number | null;
  /** No good sync in 48 hours: the fill loses its status hue. */
  readonly stale?: boolean;
  /** 8, 12 or 22 px high; hero carries the scale's labels. */
  readonly size?: 'row' | 'mid' | 'hero';
}

/** The runway from above: what is covered, what was lost since last week, and how far the strip goes. */
export function RunwayCoverageBar(props: RunwayCoverageBarProps): ReactElement {
  const { client, runway, before = null, stale = false, size = 'row' } = props;
  const look = stale ? 'stale' : STATUS_CLASS[runway.status];
  const className = `rcb rcb-${size} is-${look}`;
  const scale = size === 'hero' && <ScaleLabels />;
  if (runway.weeks === null) {
    // A meter needs a value. Without a number the strip is a drawing, and the words beside it say what there is.
    return (
      <span
        className={className}
        role="img"
        aria-label={`Runway, ${client}: ${STATUS_WORDS[runway.status].toLowerCase()}`}
      >
        <i className="trk" />
        {scale}
      </span>
    );
  }
  const weeks = Math.min(SCALE_END, Math.max(0, runway.weeks));
  return (
    <span
      className={className}
      role="meter"
      aria-label={`Runway, weeks, ${client}`}
      aria-valuemin={0}
      aria-valuemax={SCALE_END}
      aria-valuenow={weeks}
      aria-valuetext={valueText(runway, before, stale)}
    >
      <i className="trk" />
      <Lost now={weeks} before={before} />
      <i className="fill" style={{ width: percent(coveragePosition(weeks)) }} />
      {before !== null && <i className="last" style={{ left: percent(coveragePosition(before)) }} />}
      {scale}
    </span>
  );
}

function Lost({ now, before }: { now: number; before: number | null }): ReactElement | null {
  if (before === null || before <= now) return null;
  const from = coveragePosition(now);
  return <i className="lost" style={{ left: percent(from), width: percent(coveragePosition(before) - from) }} />;
}

function ScaleLabels(): ReactElement {
  return (
    <span className="scale" aria-hidden="true">
      {SCALE_MARKS.map((mark) => (
        <b key={mark} style={{ left: percent(coveragePosition(mark)) }}>
          {mark === SCALE_END ? `${mark} weeks` : mark}
        </b>
      ))}
    </span>
  );
}

function valueText(runway: DrawnRunway, before: number | null, stale: boolean): string {
  const printed = { state: runway.state, over: runway.over, weeks: runway.weeks as Weeks | null };
  const parts = [formatRunwayWithUnit(printed), STATUS_WORDS[runway.status].toLowerCase()];
  if (stale) parts.push('stale');
  if (before !== null) parts.push(`${formatWeeks(before)} a week ago`);
  return parts.join(', ');
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
