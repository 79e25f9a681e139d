import ChevronRight from 'lucide-react/icons/chevron-right';
import { useState, type ReactElement } from 'react';
import { groupWords } from '../../domain/forecast/forecastTable.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { CellPanel } from './CellPanel.js';
import { useForecast } from './ForecastContext.js';
import type { ForecastView } from './forecastParts.js';
import { weekOf } from './headlineWords.js';
import type { OpenedCell } from './openedCell.js';
import { WeekMark } from './WeekMark.js';

type Week = ForecastView['weeks'][number];

/** The same on a phone: a row a week, which opens to its groups, and each of them to its items. */
export function WeeksAsRows(props: {
  cell: OpenedCell | null;
  onOpen: (cell: OpenedCell | null) => void;
}): ReactElement {
  const { forecast } = useForecast();
  const [open, setOpen] = useState<number | null>(null);
  const low = weekOf(forecast.lowPoint.date, forecast.weeks);
  const below = weekOf(forecast.firstWeekBelowZero, forecast.weeks);
  return (
    <ul className="fcweeks">
      {forecast.weeks.map((week, index) => (
        <WeekRow
          key={week.from}
          week={week}
          index={index}
          isLow={index === low}
          isBelow={index === below}
          isOpen={open === index}
          onToggle={() => {
            setOpen(open === index ? null : index);
            props.onOpen(null);
          }}
          {...props}
        />
      ))}
    </ul>
  );
}

interface WeekRowProps {
  readonly week: Week;
  readonly index: number;
  readonly isLow: boolean;
  readonly isBelow: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly cell: OpenedCell | null;
  readonly onOpen: (cell: OpenedCell | null) => void;
}

function WeekRow(props: WeekRowProps): ReactElement {
  const { week, isLow, isBelow, isOpen, onToggle } = props;
  const print = usePrinting();
  return (
    <li>
      <button type="button" className="fcweek" aria-expanded={isOpen} onClick={onToggle}>
        <ChevronRight size={15} aria-hidden="true" />
        <span className="fw-name">
          <span className="vh">Week from </span>
          {print.shortDay(week.from)}
          {isLow && <WeekMark mark="low" />}
          {isBelow && <WeekMark mark="below" />}
        </span>
        <span className="fw-moves t2">
          {print.money(week.in, { sign: true })} in, {print.money(-week.out, { sign: true })} out
        </span>
        <span className="fw-closing">
          <span className="vh">closing </span>
          <Money amount={week.closing} currency={print.currency} locale={print.locale} />
        </span>
      </button>
      {isOpen && <WeekLines {...props} />}
    </li>
  );
}

function WeekLines({ week, index, cell, onOpen }: WeekRowProps): ReactElement {
  const print = usePrinting();
  const balance = (label: string, amount: number): ReactElement => (
    <li className="fw-line">
      {label}
      <Money amount={amount} currency={print.currency} locale={print.locale} />
    </li>
  );
  return (
    <ul className="fw-lines">
      {balance('Opening', week.opening)}
      {week.lines.map(({ group, direction, amount }) => {
        const row = `${direction} ${group}`;
        const isOpen = cell?.row === row && cell.week === index;
        return (
          <li key={row}>
            <button
              type="button"
              className="fw-line"
              data-week={index}
              aria-expanded={isOpen}
              onClick={() => onOpen(isOpen ? null : { row, week: index })}
            >
              {groupWords(group, direction)}
              <span>{print.money(direction === 'IN' ? amount : -amount, { sign: true })}</span>
            </button>
            {isOpen && <CellPanel cell={{ row, week: index }} onClose={() => onOpen(null)} />}
          </li>
        );
      })}
      {balance('Closing', week.closing)}
      {balance('Closing, no invoices paid', week.lowerClosing)}
    </ul>
  );
}
