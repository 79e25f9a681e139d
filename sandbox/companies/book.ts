/**
 * One company in the hands of the simulator: the day being posted, its accounts by key, its parties, its levels.
 * Holds nothing that the ledger could not tell again: it can be made anew at any day without changing what follows.
 */
import { addDays, dayOfMonth, daysBetween, startOfDate, weekday } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import type { Account, PartyRef, PlantedRef, PostInput, Txn } from '../ledger/types.js';
import { accountDefinition, type AccountKey } from './accounts.js';
import type { CompanySpec, Cost } from './companySpec.js';
import { BURN_FROM_DAYS, burnPart, costRelief, costScale, salesTrend, weekNumber } from './levels.js';
import { BANK, ownerOf } from './names.js';
import { Random } from './random.js';
import type { Settings } from './settings.js';

export interface Founding {
  seed: string;
  /** The date of the first start. */
  origin: string;
}

/** Weekdays on which money moves: deposits and payments are made in runs, so that the balance does not swing between them. */
const RUN_WEEKDAYS = [2, 5];
const DAYS_BETWEEN_RUNS: Record<number, number> = { 2: 4, 5: 3 };

const MAX_WRITES_A_DAY = 40_000;

export class Book {
  date = '';
  private midnight = 0;
  private writes = 0;
  private readonly accountIds = new Map<string, string>();
  private readonly vendorIds = new Map<string, PartyRef>();
  private customerRefs: readonly PartyRef[] = [];
  private readonly monthDays = new Map<string, number>();
  private readonly scale: number;
  readonly settings: Settings;
  /** Payments and receipts waiting in undeposited funds, by id. */
  readonly undeposited = new Map<string, Txn>();
  /** Documents of planted problems, which nobody settles. */
  readonly held = new Set<string>();
  /** Weekday and day of the month on which each cost falls, by role. */
  readonly costHabits = new Map<string, { weekday: number; monthDay: number }>();
  /** Net burn of days that can no longer change, minor units, by date. */
  readonly burns = new Map<string, number>();
  /** When each invoice is paid, by id, as far as it was asked. */
  readonly payPlans = new Map<string, { date: string; part: number }>();

  constructor(
    readonly company: Company,
    readonly spec: CompanySpec,
    readonly founding: Founding,
  ) {
    this.settings = company.settings as unknown as Settings;
    this.scale = costScale(spec);
    for (const refs of company.planted().values()) this.hold(refs);
    for (const txn of [...company.txns('Payment'), ...company.txns('SalesReceipt')]) this.noteUndeposited(txn);
  }

  /** Leaves documents of a planted problem alone from now on. */
  hold(refs: readonly PlantedRef[]): void {
    for (const { kind, id } of refs)
      if (kind !== 'Account' && kind !== 'Customer' && kind !== 'Vendor') this.held.add(id);
  }

  /** Turns to a day; everything until the next call is dated and stamped with it. */
  begin(date: string): void {
    this.date = date;
    this.midnight = startOfDate(date, this.spec.timeZone);
    this.writes = 0;
  }

  /** The instant of the next write: the company's midnight and a little, so that no document is ever from the future. */
  at(): string {
    this.writes += 1;
    if (this.writes > MAX_WRITES_A_DAY) throw new RangeError(`Too many writes on ${this.date}`);
    return instant(this.midnight + this.writes * 1000);
  }

  random(name: string): Random {
    return new Random(`${this.founding.seed}:${this.spec.realmId}:${this.date}:${name}`);
  }

  /** Chance that belongs to a thing rather than to a day: the same whenever it is asked. */
  randomOf(thing: string): Random {
    return new Random(`${this.founding.seed}:${this.spec.realmId}:${thing}`);
  }

  /** A day of the month that is this company's own for something, so that not all companies move on the same day. */
  ownMonthDay(thing: string, low: number, high: number): number {
    let day = this.monthDays.get(thing);
    if (day === undefined) this.monthDays.set(thing, (day = this.randomOf(`day:${thing}`).whole(low, high)));
    return day;
  }

  weekday(): number {
    return weekday(this.date);
  }

  isBusinessDay(): boolean {
    return this.weekday() !== 0 && this.weekday() !== 6;
  }

  /** Whether money moves today: Tuesdays and Fridays. */
  isRunDay(): boolean {
    return RUN_WEEKDAYS.includes(this.weekday());
  }

  /** Whether today is the first run on or after a day of the month (1 to 28). */
  isRunFor(monthDay: number): boolean {
    const days = this.isRunDay() ? (DAYS_BETWEEN_RUNS[this.weekday()] ?? 0) : 0;
    for (let back = 0; back < days; back += 1) if (dayOfMonth(addDays(this.date, -back)) === monthDay) return true;
    return false;
  }

  /** Days from this day to the origin; negative after it. */
  daysBeforeOrigin(): number {
    return daysBetween(this.date, this.founding.origin);
  }

  /** Whether the day lies before the burn set in: books of that time are thinner. */
  isLongAgo(): boolean {
    return this.daysBeforeOrigin() > BURN_FROM_DAYS;
  }

  dayOfMonth(): number {
    return dayOfMonth(this.date);
  }

  /** Money coming in this week, in whole units. */
  weeklyIn(): number {
    const noise = this.randomOf(`week:${weekNumber(this.date)}`).around(1, this.spec.volatility ?? 0.12);
    return this.spec.weeklyIn * salesTrend(this.spec.trend, this.date, this.founding.origin) * noise;
  }

  /** Money coming in during a usual week of this season and size, in whole units. */
  usualWeeklyIn(): number {
    return this.spec.weeklyIn * salesTrend(this.spec.trend, this.date, this.founding.origin);
  }

  /** Money going out in a week for a part of all costs, in whole units. */
  weeklyOut(share: number, fixed = false): number {
    const trend = fixed ? 1 : salesTrend(this.spec.trend, this.date, this.founding.origin);
    const relief = costRelief(this.spec, this.date, this.founding.origin);
    return this.spec.weeklyIn * this.settings.costFactor * trend * relief * share * this.scale;
  }

  /** What cash is to pay for in a week, in whole units; negative when it is to grow. */
  weeklyBurn(): number {
    const part = burnPart(this.spec);
    const trend = salesTrend(this.spec.trend, this.date, this.founding.origin);
    return (this.spec.weeklyIn * trend * part) / (1 - part);
  }

  account(key: AccountKey): string {
    return this.accountNamed(accountDefinition(key).name);
  }

  hasAccount(key: AccountKey): boolean {
    const { name } = accountDefinition(key);
    return this.company.accounts().some((account) => this.company.firstName('Account', account.id) === name);
  }

  accountNamed(name: string): string {
    let id = this.accountIds.get(name);
    if (id === undefined) {
      id = this.company.accounts().find((account) => this.company.firstName('Account', account.id) === name)?.id;
      if (id === undefined) throw new RangeError(`${this.spec.name} has no account ${name}`);
      this.accountIds.set(name, id);
    }
    return id;
  }

  bankAccounts(): Account[] {
    return this.company.accounts().filter((account) => account.type === 'Bank');
  }

  /** The vendor of a cost: vendors are created in the order of the trade's costs. */
  vendor(cost: Cost): PartyRef {
    return this.namedVendor(cost.role);
  }

  /** The vendor whose first name ended in a word: a cost's role, `Bank` for who lends. */
  namedVendor(role: string): PartyRef {
    const vendor = this.vendorWhere(role, (name) => name.endsWith(` ${role}`));
    if (!vendor) throw new RangeError(`${this.spec.name} has no vendor for ${role}`);
    return vendor;
  }

  /** The bank as a payee, for a document; nothing in books founded before it was one. */
  toBank(): { party?: PartyRef } {
    const party = this.vendorWhere(BANK, (name) => name.endsWith(` ${BANK}`));
    return party ? { party } : {};
  }

  /** The owner as a payee, for a document; nothing in books founded before there was one. */
  toOwner(): { party?: PartyRef } {
    const owner = ownerOf(this.spec.realmId);
    const party = this.vendorWhere(owner, (name) => name === owner);
    return party ? { party } : {};
  }

  private vendorWhere(key: string, suits: (firstName: string) => boolean): PartyRef | undefined {
    const known = this.vendorIds.get(key);
    if (known) return known;
    const vendor = this.company
      .parties('Vendor')
      .find((party) => suits(this.company.firstName('Vendor', party.id) ?? ''));
    if (!vendor) return undefined;
    const ref: PartyRef = { kind: 'Vendor', id: vendor.id, name: vendor.name };
    this.vendorIds.set(key, ref);
    return ref;
  }

  /** The customers that a company set out with, in order. */
  customers(): readonly PartyRef[] {
    if (this.customerRefs.length === 0)
      this.customerRefs = this.company
        .parties('Customer')
        .slice(0, this.spec.customers)
        .map(({ id, name }) => ({ kind: 'Customer', id, name }));
    return this.customerRefs;
  }

  post(input: Omit<PostInput, 'date'> & { date?: string }): Txn {
    const txn = this.company.post({ date: this.date, ...input }, this.at());
    this.noteUndeposited(txn);
    return txn;
  }

  /** Keeps the list of what waits for a deposit. */
  noteUndeposited(txn: Txn): void {
    if (txn.type !== 'Payment' && txn.type !== 'SalesReceipt') return;
    const waits = txn.total > 0 && txn.accountId === this.account('undeposited') && !this.company.depositOf(txn);
    if (waits) this.undeposited.set(txn.id, txn);
    else this.undeposited.delete(txn.id);
  }
}

const MS_PER_HOUR = 3_600_000;
let hour = { from: 0, text: '' };

/** ISO 8601 of whole seconds; most calls fall in the hour of the call before. */
function instant(ms: number): string {
  if (ms < hour.from || ms >= hour.from + MS_PER_HOUR) {
    const from = ms - (ms % MS_PER_HOUR);
    hour = { from, text: new Date(from).toISOString().slice(0, 14) };
  }
  const seconds = (ms - hour.from) / 1000;
  const minute = seconds < 600 ? `0${(seconds - (seconds % 60)) / 60}` : `${(seconds - (seconds % 60)) / 60}`;
  const second = seconds % 60 < 10 ? `0${seconds % 60}` : `${seconds % 60}`;
  return `${hour.text}${minute}:${second}.000Z`;
}

/** Whole units to minor units; amounts that would look like an estimate get odd cents. */
export function minor(units: number): number {
  const cents = Math.round(units * 100);
  return cents !== 0 && cents % 50_000 === 0 ? cents + 1_850 : cents;
}

/** Whole units to minor units, exactly as given. */
export function exactly(units: number): number {
  return Math.round(units * 100);
}
