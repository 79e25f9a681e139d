import Dialog from '@mui/material/Dialog';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { addDays, isIsoDate } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { countOf } from '../../domain/wording.js';
import { DayField } from '../forecast/DayField.js';
import type { DocumentKind } from './console.js';
import { AHEAD_DAYS, LATEST_DAYS } from './draftDefaults.js';

export interface PlanManyDialogProps {
  readonly kind: DocumentKind;
  readonly count: number;
  /** The client's day: plans begin the day after. */
  readonly today: IsoDate;
  readonly onCancel: () => void;
  readonly onPlan: (day: IsoDate) => void;
}

/** Asks once for the day that all selected bills or invoices are planned for. */
export function PlanManyDialog({ kind, count, today, onCancel, onPlan }: PlanManyDialogProps): ReactElement {
  const id = useId();
  const [day, setDay] = useState<string>(addDays(today, AHEAD_DAYS));
  const [first, last] = [addDays(today, 1), addDays(today, LATEST_DAYS)];
  const isDay = isIsoDate(day) && day >= first && day <= last;
  const words = countOf(count, kind === 'BILL' ? 'bill' : 'invoice');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isDay) onPlan(day);
  };
  return (
    <Dialog open onClose={onCancel} aria-labelledby={`${id}-title`} aria-describedby={`${id}-words`} maxWidth={false}>
      <form className="planmany" onSubmit={submit} noValidate ref={focusDay}>
        <h2 id={`${id}-title`}>Plan {words} for one day</h2>
        <p id={`${id}-words`} className="t2">
          The forecast expects all of them on that day; nothing changes in QuickBooks.
        </p>
        <label htmlFor={`${id}-day`}>Day</label>
        <DayField
          id={`${id}-day`}
          value={day}
          min={first}
          max={last}
          problemId={isDay ? undefined : `${id}-problem`}
          onChange={setDay}
        />
        {!isDay && (
          <p id={`${id}-problem`} className="fieldproblem" role="alert">
            Choose a day from tomorrow on, within a year.
          </p>
        )}
        <div className="planacts">
          <button type="button" className="btn l" onClick={onCancel}>
            Cancel
          </button>
          <button type="submit" className="btn pri l">
            Plan {words}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function focusDay(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('input[type="date"]')?.focus();
}
