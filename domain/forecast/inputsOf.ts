import { addDays, laterDate } from '../calendar.js';
import { countedIds } from '../countedAccounts.js';
import type { CashMovement } from '../cashMovement.js';
import { sum } from '../money.js';
import { byDateThenKey as inOrder } from '../movements.js';
import { inTransitOf, type SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import { assumptionsOf } from './assumptions.js';
import { cashFlows, type CashFlow } from './cashFlows.js';
import { cashPieces, type CashPiece } from './cashPieces.js';
import { expectedOccurrences, goesOn, recurringItem, seriesLine } from './expectedOccurrences.js';
import type { ForecastInputs, ForecastItem, RecurringSeries } from './forecastInputs.js';
import { lastPaidOf } from './lastPaid.js';
import { missingData } from './missingData.js';
import { openItems } from './openItems.js';
import { paidAhead } from './paidAhead.js';
import { payerTiming } from './payers.js';
import { Placeholders } from './placeholders.js';
import { postedAhead } from './postedAhead.js';
import { seriesIn, type FoundSeries } from './recurring.js';
import { newBusinessOf, runRateOf, usesOf, type CashUse } from './weeklyFlows.js';

/** Days of history that series are told from: a year, and what a yearly rhythm is late by. */
const HISTORY_DAYS = 400;
/** Recurring occurrences are given for thirteen weeks and the days to their last Sunday. */
const HORIZON_DAYS = 98;

/**
 * What of the books is known to a forecast. ALL: everything, later entries included (the current as-of date). BY_THEN:
 * only what is dated up to the as-of date (a past one; entries dated ahead by then cannot be told apart and are left out).
 */
export type Known = 'ALL' | 'BY_THEN';

/**
 * What the books give a forecast as of a date (domain, "Forecast (smart) and Flowband"). Refuses (RangeError) dates whose
 * 91 days begin in the condensed part of the books.
 */
export function forecastInputs(source: SnapshotSource, asOf: IsoDate, known: Known = 'ALL'): ForecastInputs {
  const counted = countedIds(source.banksAt(asOf));
  const timing = payerTiming(source, asOf);
  const knownThrough = known === 'ALL' ? null : asOf;
  const open = openItems(source, timing, asOf, knownThrough);
  const posted = known === 'ALL' ? postedAhead(source, counted, asOf) : [];
  const history = cashHistory(source, asOf);
  const openByDate = [...open.items].sort(byDateThenKey);
  const placeholders = new Placeholders(openByDate, posted, paidAhead(source, asOf, knownThrough), asOf);
  const recurring = history.series.flatMap((series) => recurringOf(source, series, placeholders, asOf));
  const items = [...openByDate, ...posted.map(({ item }) => item), ...recurring.flatMap((one) => one.items)];
  return {
    asOf,
    currency: source.books.homeCurrency,
    cashOnHand: sum([...counted].map((id) => source.balanceAt(id, asOf))),
    inTransit: inTransitOf(source, asOf),
    items: items.sort(byDateThenKey),
    inView: [...open.inView].sort(byDateThenKey),
    runRate: runRateOf(history.uses, history.window),
    newBusiness: newBusinessOf(history.uses, history.window),
    series: recurring.map(({ line }) => line),
    payers: timing.payers,
    usualDelay: timing.usualDelay,
    assumptions: [...assumptionsOf(history, timing, counted.size, asOf), ...open.assumptions],
    missing: missingData(source, counted, asOf),
    lastPaid: lastPaidOf(source.index, partsOfMovements(source, asOf), asOf),
  };
}

/** The cash of the past as a forecast reads it. */
export interface CashHistory {
  readonly window: ReturnType<SnapshotSource['cashAt']>['window'];
  readonly booksThrough: IsoDate;
  /** Series that go on, by key. */
  readonly series: readonly FoundSeries[];
  /** Series that have stopped: their movements are everyday business. */
  readonly stopped: readonly FoundSeries[];
  /** Series that would go on, had the newest occurrence kept its days: everyday business too. */
  readonly broken: readonly FoundSeries[];
  /** What each piece of the window's movements counts as. */
  readonly uses: ReadonlyMap<CashPiece, CashUse>;
}

/** Sorts the cash movements up to a date into series, settlements, run-rate and what is none of these. */
export function cashHistory(source: SnapshotSource, asOf: IsoDate): CashHistory {
  const { window, booksThrough } = source.cashAt(asOf);
  const { condensedBefore } = source.books;
  const yearAgo = addDays(asOf, -HISTORY_DAYS);
  const from = condensedBefore ? laterDate(condensedBefore, yearAgo) : yearAgo;
  const parts = partsOfMovements(source, asOf).filter(({ movement: { date } }) => date >= from && date <= asOf);
  const through = booksThrough ?? asOf;
  const flows = parts.flatMap((one) => one.flows);
  const [going, stopped] = partition(seriesIn(flows, source.results), (one) => goesOn(one, through));
  const [broken, series] = partition(going, ({ isBroken }) => isBroken);
  const inWindow =
    window === null ? [] : parts.flatMap(({ movement, pieces }) => (movement.date >= window.from ? pieces : []));
  return {
    window,
    booksThrough: through,
    series,
    stopped,
    broken,
    uses: usesOf(inWindow, series.flatMap(flowsOf), source.setAside),
  };
}

/** What one movement is made of. */
interface MovementParts {
  readonly movement: CashMovement;
  readonly pieces: readonly CashPiece[];
  readonly flows: readonly CashFlow[];
}

/** Of all movements of the accounts counted on a date, in their order. */
function partsOfMovements(source: SnapshotSource, asOf: IsoDate): readonly MovementParts[] {
  const { index, results, setAside } = source;
  const movements = source.movementsByKey(asOf);
  const name = `parts of movements ${source.choiceAt(asOf)}`;
  const parts = results.ofLedger(name, (_, key): MovementParts | null => {
    const movement = movements.get(key);
    if (!movement) return null;
    const pieces = cashPieces(index, movement);
    return { movement, pieces, flows: cashFlows(index, pieces, setAside) };
  });
  return results.sorted(name, parts, (a, b) => inOrder(a.movement, b.movement));
}

function flowsOf({ occurrences }: FoundSeries): readonly CashFlow[] {
  return occurrences.flatMap(({ flows }) => flows);
}

function recurringOf(
  source: SnapshotSource,
  series: FoundSeries,
  placeholders: Placeholders,
  asOf: IsoDate,
): { line: RecurringSeries; items: readonly ForecastItem[] }[] {
  const expected = expectedOccurrences(series, asOf, addDays(asOf, HORIZON_DAYS));
  const line = seriesLine(source.index, series, expected, asOf);
  if (line === null) return [];
  const items = placeholders.unfilled(series, expected).map((occurrence) => recurringItem(line, occurrence));
  return [{ line, items }];
}

function partition<T>(items: readonly T[], keep: (item: T) => boolean): [T[], T[]] {
  const kept: T[] = [];
  const rest: T[] = [];
  for (const item of items) (keep(item) ? kept : rest).push(item);
  return [kept, rest];
}

function byDateThenKey(a: ForecastItem, b: ForecastItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
