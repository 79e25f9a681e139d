import Popover from '@mui/material/Popover';
import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { addDays } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';

export interface SnoozeUntilProps {
  readonly anchor: HTMLElement;
  /** The client's today; the day is after it and at most a year ahead. */
  readonly today: IsoDate;
  readonly onClose: () => void;
  readonly onSnooze: (until: string) => void;
}

const PRESETS = [
  { words: 'In a week', days: 7 },
  { words: 'In two weeks', days: 14 },
  { words: 'In a month', days: 30 },
];
const YEAR_DAYS = 365;

/** A day until which issues are out of the open ones. */
export function SnoozeUntil({ anchor, today, onClose, onSnooze }: SnoozeUntilProps): ReactElement {
  const { day } = usePrinting();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  const [least, most] = [addDays(today, 1), addDays(today, YEAR_DAYS)];
  const [date, setDate] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (date >= least && date <= most) onSnooze(date);
    else setProblem(`The day is from ${day(least)} to ${day(most)}.`);
  };
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      transitionDuration={0}
      slotProps={{
        // The first day is one Enter away.
        transition: { onEntering: () => first.current?.focus() },
        paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': `${id}-title` },
      }}
    >
      <form className="snooze" onSubmit={submit} noValidate>
        <h3 id={`${id}-title`}>Snooze until</h3>
        {PRESETS.map(({ words, days }, index) => (
          <button
            key={days}
            ref={index === 0 ? first : undefined}
            type="button"
            className="snoozeday"
            onClick={() => onSnooze(addDays(today, days))}
          >
            {words}
            <span className="t3">{day(addDays(today, days))}</span>
          </button>
        ))}
        <label htmlFor={`${id}-date`}>Another day</label>
        <div className="row gap2">
          <input
            id={`${id}-date`}
            type="date"
            className="datefield"
            min={least}
            max={most}
            value={date}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <button type="submit" className="btn">
            Snooze
          </button>
        </div>
        {problem !== null && (
          <p id={`${id}-problem`} className="fieldproblem" role="alert">
            {problem}
          </p>
        )}
      </form>
    </Popover>
  );
}
