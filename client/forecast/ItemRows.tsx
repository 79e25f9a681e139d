import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { addDays } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { DayField } from './DayField.js';
import { markWords } from './comingWords.js';
import { useForecast } from './ForecastContext.js';
import type { ForecastItemView } from './forecastParts.js';
import { leftOutWords, standingOf, type ItemStanding } from './itemStanding.js';

/** Items with what they rest on; each can be expected on another day, or left out. */
export function ItemRows(props: {
  items: readonly ForecastItemView[];
  caption: string;
  /** In view: there is no day to expect them on. */
  dayless?: boolean;
}): ReactElement {
  const { items, caption, dayless = false } = props;
  const print = usePrinting();
  const total = items.reduce((sum, item) => (item.off ? sum : sum + shownAmount(item, dayless)), 0);
  return (
    <div className="fcitems">
      <p className="fcitemshead">
        <b>{caption}</b>
        <span className="sp" />
        <b>
          <Money amount={total} currency={print.currency} locale={print.locale} />
        </b>
      </p>
      <ul>
        {items.map((item) => (
          <ItemRow key={item.key} item={item} dayless={dayless} />
        ))}
      </ul>
    </div>
  );
}

/** One item with its acts. */
export function ItemRow({ item, dayless = false }: { item: ForecastItemView; dayless?: boolean }): ReactElement {
  const { forecast, counted, acts } = useForecast();
  const print = usePrinting();
  const standing = standingOf(item, forecast);
  const mark = counted.marks.get(item.key);
  const amount = shownAmount(item, dayless);
  const [isMoving, setMoving] = useState(false);
  const name = itemName(item);
  const isHere = [item.key, standing.switchKey].includes(acts.problem?.place ?? '');
  const problem = isHere ? (acts.problem?.sentence ?? null) : null;
  return (
    <li className={item.off ? 'fcitem leftout' : 'fcitem'}>
      <span className="fi-name">
        {item.name} <span className="t3">{item.number}</span>
      </span>
      <span className="fi-date">
        {dayless ? <span className="t3">no day</span> : print.day(item.date)}
        {item.movedFrom !== null && (
          <small className="t3">
            {' '}
            {mark?.planned === true ? 'planned' : 'moved'}{' '}
            {standing.movedWith === null ? '' : `with ${standing.movedWith} `}from{' '}
            <s>{print.shortDay(item.movedFrom)}</s>
          </small>
        )}
      </span>
      <span className="fi-due t3">{item.dueDate === null ? '' : `due ${print.shortDay(item.dueDate)}`}</span>
      <span className="fi-amount r">
        {amount > 0 && <span className="vh">{item.direction === 'IN' ? 'in ' : 'out '}</span>}
        <Money amount={amount} currency={print.currency} locale={print.locale} />
      </span>
      <span className="fi-basis t2">
        {leftOutWords(item, standing.offWith)} {markWords(mark, print)} {item.basis}
      </span>
      <ItemActs {...{ item, standing, name, dayless, isMoving }} onMove={() => setMoving(!isMoving)} />
      {isMoving && <MoveTo item={item} onDone={() => setMoving(false)} />}
      {problem !== null && (
        <p className="fieldproblem fi-problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

/** In view, a credit is taken off the invoices that it is listed among. */
function shownAmount({ kind, amount }: ForecastItemView, dayless: boolean): number {
  return dayless && kind === 'CREDIT' ? -amount : amount;
}

interface ItemActsProps {
  readonly item: ForecastItemView;
  readonly standing: ItemStanding;
  readonly name: string;
  readonly dayless: boolean;
  readonly isMoving: boolean;
  readonly onMove: () => void;
}

function ItemActs({ item, standing, name, dayless, isMoving, onMove }: ItemActsProps): ReactElement | null {
  const { acts, offline, counted } = useForecast();
  const mark = counted.marks.get(item.key);
  const waits = offline || acts.busy || undefined;
  const { offWith, movedWith, switchKey } = standing;
  // It comes back with what it is set against, where the act is.
  if (offWith !== null) return null;
  // The server knows no such credit until the payment is in the books.
  if (mark?.setAnew === true) return null;
  // In view it has no day of its own: it is given one with its invoice. A day that was planned is changed where it was.
  const movesAlone = movedWith === null && mark?.planned !== true && !(dayless && item.kind === 'CREDIT');
  return (
    <span className="fi-acts">
      {!item.off && movesAlone && (
        <button
          type="button"
          className="lkb"
          aria-label={`${dayless ? 'Give it a day' : 'Another day'}: ${name}`}
          aria-expanded={isMoving}
          aria-disabled={waits}
          onClick={onMove}
        >
          {dayless ? 'Give it a day' : 'Another day'}
        </button>
      )}
      {item.movedFrom !== null && movesAlone && (
        <button
          type="button"
          className="lkb"
          aria-label={`Own day again: ${name}`}
          aria-disabled={waits}
          onClick={() => void acts.run({ kind: 'move', name, key: item.key, date: null })}
        >
          Own day again
        </button>
      )}
      <button
        type="button"
        className="lkb"
        aria-label={`${item.off ? 'Take in again' : 'Leave out'}: ${name}`}
        aria-disabled={waits}
        onClick={() => void acts.run({ kind: 'switch', name, key: switchKey, off: !item.off })}
      >
        {item.off ? 'Take in again' : 'Leave out'}
      </button>
      {offline && <small className="t3">when online</small>}
    </span>
  );
}

/** `Cascade Hardwoods B-20418`. */
export function itemName({ name, number }: Pick<ForecastItemView, 'name' | 'number'>): string {
  return number === null ? name : `${name} ${number}`;
}

function MoveTo({ item, onDone }: { item: ForecastItemView; onDone: () => void }): ReactElement {
  const { forecast, acts, offline } = useForecast();
  const print = usePrinting();
  const id = useId();
  const least = addDays(forecast.asOf as IsoDate, 1);
  const most = forecast.weeks.at(-1)?.to ?? least;
  const [date, setDate] = useState(item.date < least ? least : item.date > most ? most : item.date);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (date < least || date > most) {
      setProblem(`The day is from ${print.day(least)} to ${print.day(most)}.`);
      return;
    }
    void acts.run({ kind: 'move', name: itemName(item), key: item.key, date }).then((done) => {
      if (done) onDone();
    });
  };
  return (
    <form className="fi-move" noValidate onSubmit={submit}>
      <label htmlFor={id}>Expected on</label>
      <DayField
        id={id}
        value={date}
        min={least}
        max={most}
        problemId={problem === null ? undefined : `${id}-problem`}
        onChange={(next) => {
          setDate(next);
          setProblem(null);
        }}
      />
      <button type="submit" className="btn s" aria-disabled={offline || acts.busy || undefined}>
        Expect it then
      </button>
      {problem !== null && (
        <p id={`${id}-problem`} className="fieldproblem" role="alert">
          {problem}
        </p>
      )}
      <small className="t3">In this forecast alone; the books stay as they are.</small>
    </form>
  );
}
