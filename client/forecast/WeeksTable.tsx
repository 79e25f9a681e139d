import ChevronRight from 'lucide-react/icons/chevron-right';
import { Fragment, type HTMLAttributes, type ReactElement } from 'react';
import type { ForecastTable, TableRow } from '../../domain/forecast/forecastTable.js';
import { countedWords } from '../console/comingCount.js';
import { usePrinting } from '../digest/reading.js';
import { axisDay } from '../flowband/axisDay.js';
import { Money } from '../ui/Money.js';
import { Scrolling } from '../ui/Scrolling.js';
import { CellPanel } from './CellPanel.js';
import { useForecast } from './ForecastContext.js';
import { itemName } from './ItemRows.js';
import { weekOf } from './headlineWords.js';
import type { OpenedCell } from './openedCell.js';
import { useCellKeys, type CellKeys } from './useCellKeys.js';
import { MarkShape, WeekMark } from './WeekMark.js';

export interface WeeksTableProps {
  readonly table: ForecastTable;
  /** Group rows whose items follow them. */
  readonly unfolded: ReadonlySet<string>;
  readonly cell: OpenedCell | null;
  readonly onUnfold: (row: string) => void;
  readonly onOpen: (cell: OpenedCell | null) => void;
}

/** A column a week: opening, what comes in by group, what goes out, closing. Every amount of a group opens to its items. */
export function WeeksTable(props: WeeksTableProps): ReactElement {
  const { table } = props;
  const { forecast, counted } = useForecast();
  const keys = useCellKeys();
  // Keys move between the buttons in it, which have the focus.
  const moving: HTMLAttributes<HTMLElement> = { onKeyDown: keys.onKeyDown };
  const columns = table.weeks.length + 2;
  const first = firstCell(table);
  return (
    <Scrolling className="fcwrap" label="13 weeks, as a table">
      <table className="dt tight fct">
        <caption className="vh">
          13 weeks, {forecast.currency}.{countedWords(counted)} Arrow keys move between amounts, Enter opens what one is
          made of.
        </caption>
        <WeekHeads table={table} />
        <tbody {...moving}>
          {table.rows.map((row, index) => (
            <Fragment key={row.key}>
              <BodyRow row={row} index={index} keys={keys} first={first} {...props} />
              {props.cell?.row === row.key && (
                <tr className="fcpanelrow">
                  <td colSpan={columns}>
                    <CellPanel cell={props.cell} onClose={() => props.onOpen(null)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

function WeekHeads({ table }: { table: ForecastTable }): ReactElement {
  const { forecast } = useForecast();
  const print = usePrinting();
  const low = weekOf(forecast.lowPoint.date, forecast.weeks);
  const below = weekOf(forecast.firstWeekBelowZero, forecast.weeks);
  return (
    <thead>
      <tr>
        <th scope="col" className="fcfirst">
          Week from
          <small className="t3"> {forecast.currency}</small>
        </th>
        {table.weeks.map(({ from }, week) => (
          <th key={from} scope="col" className={week === low || week === below ? 'r marked' : 'r'}>
            {print.shortDay(from)}
            {week === low && <WeekMark mark="low" />}
            {week === below && <WeekMark mark="below" />}
          </th>
        ))}
        <th scope="col" className="r">
          13 weeks
        </th>
      </tr>
    </thead>
  );
}

interface BodyRowProps extends WeeksTableProps {
  readonly row: TableRow;
  readonly index: number;
  readonly keys: CellKeys;
  readonly first: string | null;
}

function BodyRow(props: BodyRowProps): ReactElement {
  const { row } = props;
  const print = usePrinting();
  return (
    <tr className={`fcrow ${row.kind.toLowerCase()} ${row.key}`}>
      <th scope="row" className="fcfirst">
        <RowLabel {...props} />
      </th>
      {row.amounts.map((amount, week) => (
        <td key={week} className="r">
          <Amount {...props} week={week} amount={amount} />
        </td>
      ))}
      <td className="r str">
        {row.kind !== 'BALANCE' && <Money amount={row.total} currency={print.currency} locale={print.locale} />}
      </td>
    </tr>
  );
}

function RowLabel({ row, unfolded, onUnfold }: BodyRowProps): ReactElement {
  const { forecast } = useForecast();
  const print = usePrinting();
  if (row.kind === 'ITEM') {
    const item = forecast.items.find(({ key }) => key === row.key);
    if (item === undefined) return <>{row.label}</>;
    return (
      <span className="fcitemname" title={itemName(item)}>
        <span>{itemName(item)}</span> <span className="t3">{axisDay(print.shortDay(item.date))}</span>
      </span>
    );
  }
  const hasItems = row.kind === 'GROUP' && forecast.weeks.some(({ lines }) => linesOf(lines, row.key));
  if (!hasItems) return <>{row.label}</>;
  return (
    <button type="button" className="fcunfold" aria-expanded={unfolded.has(row.key)} onClick={() => onUnfold(row.key)}>
      <ChevronRight size={13} aria-hidden="true" />
      {row.label}
    </button>
  );
}

function linesOf(
  lines: readonly { direction: string; group: string; itemKeys: readonly string[] }[],
  key: string,
): boolean {
  return lines.some(({ direction, group, itemKeys }) => `${direction} ${group}` === key && itemKeys.length > 0);
}

function Amount(props: BodyRowProps & { week: number; amount: number }): ReactElement {
  const { row, index, week, amount, keys, first, cell, onOpen } = props;
  const { forecast } = useForecast();
  const print = usePrinting();
  const money = <Money amount={amount} currency={print.currency} locale={print.locale} />;
  const opens = (row.kind === 'GROUP' || row.kind === 'ITEM') && amount !== 0;
  if (!opens) {
    const isLow = row.key === 'lowerClosing' && week === weekOf(forecast.lowerLowPoint.date, forecast.weeks);
    const isBelow = row.key === 'lowerClosing' && week === weekOf(forecast.lowerFirstWeekBelowZero, forecast.weeks);
    return (
      <>
        {isLow && <MarkShape mark="low" size={8} />}
        {isBelow && <MarkShape mark="below" size={8} />}
        {(isLow || isBelow) && (
          <span className="vh">
            {isLow ? 'low point ' : ''}
            {isBelow ? 'below zero ' : ''}
          </span>
        )}
        {row.kind === 'ITEM' ? null : money}
      </>
    );
  }
  const isOpen = cell?.row === row.key && cell.week === week;
  const place = `${index}:${week}`;
  return (
    <button
      type="button"
      className="fccell"
      data-cell={place}
      tabIndex={(keys.at ?? first) === place ? 0 : -1}
      aria-expanded={isOpen}
      onFocus={() => keys.noteFocus(place)}
      onClick={() => onOpen(isOpen ? null : { row: row.key, week })}
    >
      {money}
    </button>
  );
}

/** Where Tab enters the amounts. */
function firstCell({ rows }: ForecastTable): string | null {
  for (const [index, row] of rows.entries()) {
    const week = row.kind === 'GROUP' ? row.amounts.findIndex((amount) => amount !== 0) : -1;
    if (week >= 0) return `${index}:${week}`;
  }
  return null;
}
