import { basisAgainst } from '../forecast/credits.js';
import type { ForecastChange, ForecastItem } from '../forecast/forecastInputs.js';
import type { PreparedForecast } from '../forecast/prepare.js';
import { cents, NO_MONEY } from '../money.js';

/** A vendor's open bills and the parts of its credits that are set against them. */
interface Vendor {
  readonly bills: ForecastItem[];
  readonly credits: ForecastItem[];
}

/**
 * Credits that vendors owe, and the bills they are set against. When a bill is paid, the credit that stood against it is
 * not lost: it stays with the vendor, and stands against what else is open there.
 */
export class VendorCredits {
  /** By the key of a bill, for vendors with a credit alone. */
  private readonly byBill = new Map<string, Vendor>();

  /** `bookDays`: the day the books give an item that was moved, by its key. */
  constructor(
    prepared: PreparedForecast,
    private readonly bookDays: ReadonlyMap<string, string>,
  ) {
    const items = [...prepared.index.byKey.values()].map(({ item }) => item);
    const credits = items.filter(({ kind, direction, against }) => kind === 'CREDIT' && direction === 'IN' && against);
    if (credits.length === 0) return;
    const byName = Map.groupBy(credits, ({ name }) => name);
    const vendors = new Map([...byName].map(([name, of]): [string, Vendor] => [name, { bills: [], credits: of }]));
    for (const item of items) {
      const vendor = item.kind === 'BILL' ? vendors.get(item.name) : undefined;
      if (vendor === undefined) continue;
      vendor.bills.push(item);
      this.byBill.set(item.key, vendor);
    }
    for (const { bills } of vendors.values()) bills.sort((a, b) => this.compare(a, b));
  }

  /**
   * The changes that set the credits of vendors whose bills are paid against what is left of all their bills, the earliest
   * expected first. `paid`: amounts by the bill's key. What no bill is left for stands nowhere: it is no income.
   */
  setAgain(paid: ReadonlyMap<string, number>): ForecastChange[] {
    const vendors = new Set([...paid.keys()].flatMap((key) => this.byBill.get(key) ?? []));
    return [...vendors].flatMap((vendor) => this.changesOf(vendor, paid));
  }

  private changesOf({ bills, credits }: Vendor, paid: ReadonlyMap<string, number>): ForecastChange[] {
    // One by one: removing a credit's own key would take its parts of other names with it.
    const changes: ForecastChange[] = credits.map(({ key }) => ({
      kind: 'AMOUNT',
      key,
      amount: NO_MONEY,
    }));
    const open = bills.map((bill) => ({ bill, left: Math.max(0, bill.amount - (paid.get(bill.key) ?? 0)) }));
    let next = 0;
    let part = 0;
    for (const credit of credits) {
      let left: number = credit.amount;
      while (left > 0 && next < open.length) {
        const target = open[next];
        if (target === undefined || target.left === 0) {
          next += 1;
          continue;
        }
        const taken = Math.min(left, target.left);
        left -= taken;
        target.left -= taken;
        part += 1;
        changes.push(addOf(credit, target.bill, taken, part));
      }
    }
    return changes;
  }

  private compare(a: ForecastItem, b: ForecastItem): number {
    const [dayA, dayB] = [this.bookDays.get(a.key) ?? a.date, this.bookDays.get(b.key) ?? b.date];
    if (dayA !== dayB) return dayA < dayB ? -1 : 1;
    return a.key < b.key ? -1 : 1;
  }
}

const SET_ANEW = /\/of-\d+$/;

/** The key of the credit, or part of one, that an item is what was set against another bill of; null: it is none. */
export function creditSetAnew(key: string): string | null {
  return SET_ANEW.test(key) ? key.replace(SET_ANEW, '') : null;
}

/** Against the same bill it stays what it was, else it has a key of its own. It goes where its bill goes. */
function addOf(credit: ForecastItem, bill: ForecastItem, amount: number, part: number): ForecastChange {
  const key = credit.against === bill.key ? credit.key : `${credit.key}/of-${part}`;
  const basis = basisAgainst(credit.basis, bill);
  return { kind: 'ADD', item: { ...credit, key, amount: cents(amount), date: bill.date, against: bill.key, basis } };
}
