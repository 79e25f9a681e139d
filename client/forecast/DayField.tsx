import type { ReactElement } from 'react';
import { dateInZone, isIsoDate } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';
import { dayByKey } from './dateKeys.js';

export interface DayFieldProps {
  readonly id: string;
  /** Its name, where no label stands beside it. */
  readonly label?: string;
  readonly value: string;
  readonly min: string;
  readonly max?: string;
  readonly problemId?: string | undefined;
  readonly onChange: (date: string) => void;
}

/** A day, by its parts or by one key: `t` today, `+` `-` a day, `w` `k` the week's ends, `m` `h` the month's. */
export function DayField({ id, label, value, min, max, problemId, onChange }: DayFieldProps): ReactElement {
  const print = usePrinting();
  return (
    <input
      id={id}
      type="date"
      className="datefield"
      aria-label={label}
      min={min}
      max={max}
      value={value}
      title="t today, + and - a day, w and k the week’s ends, m and h the month’s"
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.metaKey || event.ctrlKey || event.altKey) return;
        const from = isIsoDate(value) ? value : (min as IsoDate);
        const to = dayByKey(event.key, from, dateInZone(print.now, print.zone));
        if (to === null) return;
        event.preventDefault();
        onChange(clamp(to, min, max));
      }}
    />
  );
}

function clamp(date: string, min: string, max: string | undefined): string {
  if (date < min) return min;
  return max !== undefined && date > max ? max : date;
}
