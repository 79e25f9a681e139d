import { isProfitAndLoss } from '../../domain/accountKinds.js';
import type { Account } from '../../domain/books.js';
import { monthEnd, monthStart } from '../../domain/calendar.js';
import { RETAINED_EARNINGS } from '../../domain/trialBalance.js';
import type { IsoDate } from '../../domain/units.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { readTrialBalance } from '../quickbooks/mapping/balanceReports.js';
import {
  monthlyTrialBalanceParameters,
  readMonthlyTrialBalance,
  type MonthlyTrialBalance,
} from '../quickbooks/mapping/monthlyTrialBalance.js';
import type { AccountList } from './accountList.js';
import { firstDay, monthBefore } from './chunkPlan.js';

/** Twenty years by month; what is older is checked as one sum. */
const MOST_COLUMNS = 240;
/** Month ends that are asked for one by one where QuickBooks gives no report by month. */
const MONTHS_ONE_BY_ONE = 4;

/** The books' own sums: debit less credit by month and account. */
export type MonthlySums = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Months whose postings do not add up to QuickBooks' balances. */
export interface DifferingMonths {
  /** Something differs in this month or in any before it; null when all that is older agrees. */
  readonly through: string | null;
  /** 'YYYY-MM', oldest first. */
  readonly months: readonly string[];
}

/** The month before the first entry, so that what lies before is checked too; at most twenty years back. */
export function trialBalanceStart(firstDate: IsoDate | null, asOf: IsoDate): IsoDate {
  const newest = asOf.slice(0, 7);
  const first = firstDate && firstDate < asOf ? firstDate.slice(0, 7) : newest;
  const before = monthBefore(first);
  const oldest = monthBefore(newest, MOST_COLUMNS);
  return firstDay(before > oldest ? before : oldest);
}

/** QuickBooks' balances by month; of the newest month ends alone where its report does not come by month. */
export async function readTrialBalances(
  quickBooks: QuickBooksCompany,
  from: IsoDate,
  to: IsoDate,
  accounts: AccountList,
): Promise<MonthlyTrialBalance> {
  const report = await quickBooks.report('TrialBalance', monthlyTrialBalanceParameters(from, to));
  const byMonth = await accounts.mapped((known) => readMonthlyTrialBalance(report, known));
  return byMonth ?? oneByOne(quickBooks, to, accounts);
}

async function oneByOne(
  quickBooks: QuickBooksCompany,
  to: IsoDate,
  accounts: AccountList,
): Promise<MonthlyTrialBalance> {
  const months = Array.from({ length: MONTHS_ONE_BY_ONE }, (_, back) =>
    monthBefore(to.slice(0, 7), MONTHS_ONE_BY_ONE - 1 - back),
  );
  const balances = await Promise.all(
    months.map(async (month) => {
      const day = monthEnd(firstDay(month));
      const parameters = { start_date: monthStart(day), end_date: day, accounting_method: 'Accrual' };
      const report = await quickBooks.report('TrialBalance', parameters);
      const rows = await accounts.mapped((known) => readTrialBalance(report, known));
      return [month, new Map(rows.map(({ accountId, balance }) => [accountId, balance]))] as const;
    }),
  );
  return new Map(balances);
}

/**
 * Which months differ: QuickBooks' balances at the ends of months are turned into what each month moved, the year's
 * roll-over into Retained Earnings taken back (domain: "Tie-out" (a)), and compared with the books' own sums. So a
 * difference is named in the month where it arises and in no later one. The first column is compared as a balance.
 */
export function monthsThatDiffer(
  theirs: MonthlyTrialBalance,
  ours: MonthlySums,
  accounts: readonly Account[],
  fiscalYearStartMonth: number,
): DifferingMonths {
  const ground = groundOf(accounts, fiscalYearStartMonth);
  const columns = [...theirs.keys()].sort();
  const [first] = columns;
  if (first === undefined) return { through: null, months: [] };
  const before = sumThrough(ours, first, ground);
  const through = equal(theirs.get(first) ?? new Map(), before) ? null : first;
  const months = columns.slice(1).filter((month, index) => {
    const start = carried(theirs.get(columns[index] ?? first) ?? new Map(), month, ground);
    const end = theirs.get(month) ?? new Map<string, number>();
    const moved = new Map<string, number>();
    for (const id of new Set([...start.keys(), ...end.keys()])) {
      moved.set(id, (end.get(id) ?? 0) - (start.get(id) ?? 0));
    }
    return !equal(moved, ours.get(month) ?? new Map());
  });
  return { through, months };
}

interface Ground {
  readonly profitAndLoss: ReadonlySet<string>;
  readonly retained: string;
  /** Month of the year, 1 to 12. */
  readonly yearStart: number;
}

function groundOf(accounts: readonly Account[], yearStart: number): Ground {
  const retained = accounts.filter(({ subType }) => subType === 'RetainedEarnings').map(({ id }) => id);
  return {
    profitAndLoss: new Set(accounts.filter(isProfitAndLoss).map(({ id }) => id)),
    retained: retained.sort()[0] ?? RETAINED_EARNINGS,
    yearStart,
  };
}

/** Balances as a month begins: with a fiscal year, profit of the year before is retained. */
function carried(balances: ReadonlyMap<string, number>, month: string, ground: Ground): Map<string, number> {
  const start = new Map(balances);
  if (Number(month.slice(5, 7)) !== ground.yearStart) return start;
  let profit = 0;
  for (const id of ground.profitAndLoss) {
    profit += start.get(id) ?? 0;
    start.delete(id);
  }
  return start.set(ground.retained, (start.get(ground.retained) ?? 0) + profit);
}

/** The books' own balances at the end of a month. */
function sumThrough(sums: MonthlySums, through: string, ground: Ground): Map<string, number> {
  const year = Number(through.slice(0, 4)) - (Number(through.slice(5, 7)) < ground.yearStart ? 1 : 0);
  const yearBegins = `${String(year).padStart(4, '0')}-${String(ground.yearStart).padStart(2, '0')}`;
  const balances = new Map<string, number>();
  for (const [month, accounts] of sums) {
    if (month > through) continue;
    for (const [id, amount] of accounts) {
      const at = month < yearBegins && ground.profitAndLoss.has(id) ? ground.retained : id;
      balances.set(at, (balances.get(at) ?? 0) + amount);
    }
  }
  return balances;
}

function equal(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    if ((left.get(id) ?? 0) !== (right.get(id) ?? 0)) return false;
  }
  return true;
}
