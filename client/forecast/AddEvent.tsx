import { useId, useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { addDays } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';
import { DayField } from './DayField.js';
import { eventFrom, isProblem, type DraftField, type DraftProblem, type EventDraft } from './eventDraft.js';
import { useForecast } from './ForecastContext.js';
import { INTERVAL_WORDS, type Interval } from './forecastParts.js';

/** Asks for an event of the forecast alone: once, or repeating. */
export function AddEvent({ onClose }: { onClose: () => void }): ReactElement {
  const { forecast, acts, offline } = useForecast();
  const { locale } = usePrinting();
  const id = useId();
  const first = addDays(forecast.asOf as IsoDate, 1);
  const [draft, setDraft] = useState<EventDraft>(() => emptyDraft(addDays(forecast.asOf as IsoDate, 7)));
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  // Made once, so that asking again after a lost answer adds it once.
  const [eventId, setEventId] = useState(() => crypto.randomUUID());
  const change = (part: Partial<EventDraft>): void => {
    setDraft({ ...draft, ...part });
    setProblem(null);
    setEventId(crypto.randomUUID());
  };
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const made = eventFrom(draft, eventId, { asOf: forecast.asOf, currency: forecast.currency, locale });
    if (isProblem(made)) {
      setProblem(made);
      document.getElementById(`${id}-${made.field}`)?.focus();
      return;
    }
    void acts.run({ kind: 'add', name: made.name, event: made }).then((done) => {
      if (done) onClose();
    });
  };
  const refused = acts.problem?.place === 'new' ? acts.problem.sentence : null;
  return (
    <form className="addevent" aria-label="Add an event" noValidate onSubmit={submit}>
      <WhatAndHowMuch id={id} draft={draft} problem={problem} currency={forecast.currency} onChange={change} />
      <When id={id} draft={draft} problem={problem} first={first} onChange={change} />
      <div className="ae-acts">
        <button type="submit" className="btn pri" aria-disabled={offline || acts.busy || undefined}>
          Add to the forecast
        </button>
        <button type="button" className="btn qt" onClick={onClose}>
          Cancel
        </button>
      </div>
      {(problem !== null || refused !== null) && (
        <p id={`${id}-problem`} className="fieldproblem" role="alert">
          {problem?.sentence ?? refused}
        </p>
      )}
      <p className="note ae-note">
        {offline ? 'Added when online. ' : ''}It is in this forecast alone; the books stay as they are.
      </p>
    </form>
  );
}

interface FieldsProps {
  readonly id: string;
  readonly draft: EventDraft;
  readonly problem: DraftProblem | null;
  readonly onChange: (part: Partial<EventDraft>) => void;
}

function WhatAndHowMuch({ id, draft, problem, currency, onChange }: FieldsProps & { currency: string }): ReactElement {
  return (
    <>
      <Labelled label="Name" htmlFor={`${id}-name`} className="ae-name">
        <input
          id={`${id}-name`}
          ref={focusOnce}
          className="datefield"
          maxLength={100}
          value={draft.name}
          aria-invalid={problem?.field === 'name'}
          aria-describedby={describedBy(id, problem, 'name')}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Labelled>
      <div className="seg" role="group" aria-label="In or out">
        {(['OUT', 'IN'] as const).map((direction) => (
          <button
            key={direction}
            type="button"
            aria-pressed={draft.direction === direction}
            onClick={() => onChange({ direction })}
          >
            {direction === 'IN' ? 'In' : 'Out'}
          </button>
        ))}
      </div>
      <Labelled label={`Amount, ${currency}`} htmlFor={`${id}-amount`} className="ae-amount">
        <input
          id={`${id}-amount`}
          className="datefield r"
          inputMode="decimal"
          autoComplete="off"
          value={draft.amount}
          aria-invalid={problem?.field === 'amount'}
          aria-describedby={describedBy(id, problem, 'amount')}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
      </Labelled>
    </>
  );
}

function When({ id, draft, problem, first, onChange }: FieldsProps & { first: string }): ReactElement {
  return (
    <>
      <Labelled label={draft.interval === null ? 'Day' : 'First day'} htmlFor={`${id}-date`}>
        <DayField
          id={`${id}-date`}
          value={draft.date}
          min={first}
          problemId={describedBy(id, problem, 'date')}
          onChange={(date) => onChange({ date })}
        />
      </Labelled>
      <Labelled label="Repeats" htmlFor={`${id}-interval`}>
        <select
          id={`${id}-interval`}
          className="datefield"
          value={draft.interval ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ interval: value === '' ? null : (value as Interval) })}
        >
          <option value="">once</option>
          {Object.entries(INTERVAL_WORDS).map(([interval, words]) => (
            <option key={interval} value={interval}>
              {words}
            </option>
          ))}
        </select>
      </Labelled>
      {draft.interval !== null && (
        <Labelled label="Last day, if any" htmlFor={`${id}-until`}>
          <DayField
            id={`${id}-until`}
            value={draft.until}
            min={draft.date === '' ? first : draft.date}
            problemId={describedBy(id, problem, 'until')}
            onChange={(until) => onChange({ until })}
          />
        </Labelled>
      )}
    </>
  );
}

function describedBy(id: string, problem: DraftProblem | null, field: DraftField): string | undefined {
  return problem?.field === field ? `${id}-problem` : undefined;
}

function emptyDraft(date: string): EventDraft {
  return { name: '', direction: 'OUT', amount: '', date, interval: null, until: '' };
}

function Labelled(props: { label: string; htmlFor: string; className?: string; children: ReactNode }): ReactElement {
  return (
    <div className={`ae-field ${props.className ?? ''}`}>
      <label htmlFor={props.htmlFor}>{props.label}</label>
      {props.children}
    </div>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
