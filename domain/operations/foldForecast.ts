import { changesOfDecisions, plannedDays, type ImpactBase, type WeighedDecision } from '../decision/impact.js';
import { creditSetAnew } from '../decision/vendorCredits.js';
import { forecastOf, type Forecast } from '../forecast/forecast.js';
import type { ForecastItem } from '../forecast/forecastInputs.js';
import type { ViewedForecast, ViewedItem } from '../forecast/inputsOfForecast.js';
import { prepare } from '../forecast/prepare.js';

type Figures = Pick<
  Forecast,
  | 'lowPoint'
  | 'firstWeekBelowZero'
  | 'lowerLowPoint'
  | 'lowerFirstWeekBelowZero'
  | 'cashOnHand'
  | 'weeks'
  | 'inViewTotal'
>;

interface LowPointTold {
  readonly amount: number;
  readonly date: string;
}

/** What folding reads of a forecast; the contract's `Forecast` fits. */
export interface FoldableForecast extends ViewedForecast {
  readonly lowPoint: LowPointTold;
  readonly firstWeekBelowZero: string | null;
  readonly lowerLowPoint: LowPointTold;
  readonly lowerFirstWeekBelowZero: string | null;
  readonly inViewTotal: number;
  readonly weeks: readonly (ViewedForecast['weeks'][number] & {
    readonly opening: number;
    readonly closing: number;
    readonly lowerClosing: number;
  })[];
}

/** What decisions on their way did to an item. */
export interface ItemMark {
  /** It, or what it is set against, stands on a day that a decision planned. */
  readonly planned: boolean;
  /** What payments take off it, in home currency. */
  readonly paid: number;
  /** A credit that stood against a bill until that was paid. */
  readonly setAnew: boolean;
}

/** What of a forecast is another with decisions counted; laid over the contract's `Forecast` it is that forecast. */
export interface ForecastFolded extends Figures {
  /** As `markedItems` lists them: what is paid in full is gone, what is planned stands on its day. */
  readonly items: readonly ViewedItem[];
  readonly inView: readonly ViewedItem[];
}

export interface ForecastShown {
  readonly folded: ForecastFolded;
  /** By the item's key; items without one are as the server told them. */
  readonly marks: ReadonlyMap<string, ItemMark>;
}

/**
 * A forecast with the decisions that are not in it yet (`comingOf`), by the same changes that their impact is told from: once
 * they are applied, the server's forecast says the same of plans, and of payments all but what history then teaches it anew.
 * `base` is made of this forecast. Null where its figures cannot be told again from what a device has: then nothing is
 * counted on top of them either.
 */
export function foldForecast(
  view: FoldableForecast,
  base: ImpactBase,
  decisions: readonly WeighedDecision[],
): ForecastShown | null {
  const { prepared } = base;
  if (!isSame(view, forecastOf(prepared))) return null;
  const changes = changesOfDecisions(base, decisions);
  const after = forecastOf(prepare(prepared.inputs, changes, prepared.newBusiness));
  const said = new Said(view, decisions);
  const left = said.leftOut();
  const { lowPoint, firstWeekBelowZero, lowerLowPoint, lowerFirstWeekBelowZero, inViewTotal } = after;
  const folded = {
    ...{ lowPoint, firstWeekBelowZero, lowerLowPoint, lowerFirstWeekBelowZero, inViewTotal },
    ...{ cashOnHand: after.cashOnHand, weeks: after.weeks },
    items: [...after.items.map((item) => said.shown(item)), ...left.items].sort(byDate),
    inView: [...after.inView.map((item) => said.shown(item)), ...left.inView].sort(byDate),
  };
  return { folded, marks: itemMarks([...folded.items, ...folded.inView], decisions, view.asOf) };
}

/** What decisions did to items that are shown with them, by key; of those alone to which they did something. */
export function itemMarks(
  items: readonly Pick<ViewedItem, 'key' | 'against'>[],
  decisions: readonly WeighedDecision[],
  asOf: string,
): ReadonlyMap<string, ItemMark> {
  const [days, amounts] = [plannedDays(decisions, asOf), paidAmounts(decisions)];
  return new Map(
    items.flatMap(({ key, against }): [string, ItemMark][] => {
      const [planned, setAnew] = [days.has(key) || days.has(against ?? ''), creditSetAnew(key) !== null];
      const paid = amounts.get(key) ?? 0;
      return planned || setAnew || paid > 0 ? [[key, { planned, paid, setAnew }]] : [];
    }),
  );
}

/** What payments record of each document, by its key. */
function paidAmounts(decisions: readonly WeighedDecision[]): ReadonlyMap<string, number> {
  const paid = new Map<string, number>();
  for (const { kind, documentKey, amount } of decisions) {
    if (kind === 'RECORD_PAYMENT') paid.set(documentKey, (paid.get(documentKey) ?? 0) + (amount ?? 0));
  }
  return paid;
}

/** Whether the figures rebuilt are those that the server told. */
function isSame(view: FoldableForecast, rebuilt: Forecast): boolean {
  const figures = (of: FoldableForecast | Forecast): readonly (number | string | null)[] => [
    ...[of.lowPoint.amount, of.lowPoint.date, of.firstWeekBelowZero, of.inViewTotal],
    ...[of.lowerLowPoint.amount, of.lowerLowPoint.date, of.lowerFirstWeekBelowZero],
    ...of.weeks.flatMap(({ opening, closing, lowerClosing }) => [opening, closing, lowerClosing]),
  ];
  const [told, again] = [figures(view), figures(rebuilt)];
  return told.length === again.length && told.every((one, place) => one === again[place]);
}

/** What the decisions say of the items of a forecast. */
class Said {
  private readonly before: ReadonlyMap<string, ViewedItem>;
  private readonly days: ReadonlyMap<string, string>;
  private readonly paid: ReadonlyMap<string, number>;

  constructor(
    private readonly view: FoldableForecast,
    decisions: readonly WeighedDecision[],
  ) {
    this.before = new Map([...view.items, ...view.inView].map((item) => [item.key, item]));
    this.days = plannedDays(decisions, view.asOf);
    this.paid = paidAmounts(decisions);
  }

  /** An item as it stands after, with what a list says of it. */
  shown(item: ForecastItem): ViewedItem {
    const of = creditSetAnew(item.key);
    const known = this.before.get(of ?? item.key);
    // A credit that was set anew goes the way of its new bill.
    const leader = of === null ? known : this.before.get(item.against ?? '');
    const booked = leader?.movedFrom ?? null;
    const movedFrom = leader !== undefined && this.isPlanned(item) ? (booked ?? leader.date) : booked;
    return { ...known, ...item, against: item.against ?? null, off: false, movedFrom };
  }

  /** What advisors left out stays in the lists and in no sum; what is paid in full goes, and what is set against it. */
  leftOut(): Pick<ForecastFolded, 'items' | 'inView'> {
    const left = (items: readonly ViewedItem[]): ViewedItem[] => items.filter(({ off }) => off).flatMap(this.afterOff);
    const inView = left(this.view.inView);
    const dated = inView.filter((item) => this.isPlanned(item));
    return { items: [...left(this.view.items), ...dated], inView: inView.filter((item) => !dated.includes(item)) };
  }

  private readonly afterOff = (item: ViewedItem): ViewedItem[] => {
    const target = this.before.get(item.against ?? '');
    if (this.leftOf(item) <= 0 || (target !== undefined && this.leftOf(target) <= 0)) return [];
    const date = this.days.get(item.key) ?? this.days.get(item.against ?? '');
    const moved = date === undefined ? {} : { date, movedFrom: item.movedFrom ?? item.date };
    return [{ ...item, ...moved, amount: this.leftOf(item) }];
  };

  private leftOf({ key, amount }: ViewedItem): number {
    return amount - (this.paid.get(key) ?? 0);
  }

  private isPlanned({ key, against }: Pick<ViewedItem, 'key' | 'against'>): boolean {
    return this.days.has(key) || this.days.has(against ?? '');
  }
}

function byDate(a: ViewedItem, b: ViewedItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
