import { cents } from '../money.js';
import type { IsoDate } from '../units.js';
import type { ForecastInputs, ForecastItem, ForecastKind, WeeklyFlow } from './forecastInputs.js';
import { prepare, type PreparedForecast } from './prepare.js';

/** An event as the contract's `ForecastItem` has it. Amounts in minor units of home currency. */
export interface ViewedItem {
  readonly key: string;
  readonly kind: ForecastKind;
  readonly direction: 'IN' | 'OUT';
  readonly amount: number;
  readonly date: string;
  readonly name: string;
  readonly number: string | null;
  readonly documentKey: string | null;
  readonly dueDate: string | null;
  readonly series: string | null;
  readonly basis: string;
  readonly off: boolean;
  readonly movedFrom: string | null;
  /** Absent in what was kept before it was told. */
  readonly against?: string | null;
}

/** What is read of the contract's `Forecast`; a device's view fits. */
export interface ViewedForecast {
  readonly asOf: string;
  readonly currency: string;
  readonly cashOnHand: number;
  readonly inTransit: number;
  readonly items: readonly ViewedItem[];
  readonly inView: readonly ViewedItem[];
  readonly runRate: { readonly in: number; readonly out: number };
  readonly newBusiness: { readonly in: number; readonly out: number };
  readonly usualDelay: number | null;
  readonly weeks: readonly {
    readonly lines: readonly {
      readonly group: string;
      readonly direction: 'IN' | 'OUT';
      readonly amount: number;
    }[];
  }[];
}

/** A forecast's inputs with what advisors changed in them already, and what its weeks have of new business. */
export interface ViewedInputs {
  readonly inputs: ForecastInputs;
  /** Of each week. It is told from the books before anything is changed in them, so it cannot be told from these inputs. */
  readonly newBusiness: readonly WeeklyFlow[];
}

/**
 * The inputs of a forecast as a device has it: what is left out is out of them, what was moved stands on its new day. What
 * no balance depends on (series, payers) is not in them.
 */
export function inputsOfForecast(view: ViewedForecast): ViewedInputs {
  const counted = (items: readonly ViewedItem[]): ForecastItem[] => items.filter(({ off }) => !off).map(itemOf);
  const inputs: ForecastInputs = {
    asOf: view.asOf as IsoDate,
    currency: view.currency,
    cashOnHand: cents(view.cashOnHand),
    inTransit: cents(view.inTransit),
    items: counted(view.items),
    inView: counted(view.inView),
    runRate: flowOf(view.runRate),
    newBusiness: flowOf(view.newBusiness),
    series: [],
    payers: [],
    usualDelay: view.usualDelay,
    assumptions: [],
  };
  return { inputs, newBusiness: view.weeks.map(newBusinessOf) };
}

/** A device's forecast, ready for any number of changes: its headline is the one that the server told. */
export function prepareViewed(view: ViewedForecast): PreparedForecast {
  const { inputs, newBusiness } = inputsOfForecast(view);
  return prepare(inputs, [], newBusiness);
}

function itemOf(item: ViewedItem): ForecastItem {
  const { key, kind, direction, name, number, documentKey, series, basis, against = null } = item;
  const amount = cents(item.amount);
  const [date, dueDate] = [item.date as IsoDate, item.dueDate as IsoDate | null];
  return { key, kind, direction, amount, date, name, number, documentKey, dueDate, series, basis, against };
}

function flowOf(flow: { readonly in: number; readonly out: number }): WeeklyFlow {
  return { in: cents(flow.in), out: cents(flow.out) };
}

function newBusinessOf({ lines }: ViewedForecast['weeks'][number]): WeeklyFlow {
  const of = (wanted: 'IN' | 'OUT'): number =>
    lines.find(({ group, direction }) => group === 'NEW_BUSINESS' && direction === wanted)?.amount ?? 0;
  return flowOf({ in: of('IN'), out: of('OUT') });
}

/** The day the books give each item that an advisor moved, by its key. */
export function bookDaysOf({ items }: Pick<ViewedForecast, 'items'>): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ key, movedFrom }) => (movedFrom === null ? [] : [[key, movedFrom]])));
}
