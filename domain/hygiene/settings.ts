import type { Severity } from './rule.js';
import { settingAmount } from './settingAmount.js';

/** What a value of the table is counted in. MONEY is in hundredths of the client's home currency. */
export type SettingUnit = 'DAYS' | 'MONEY' | 'TIMES' | 'POINTS';

export interface Setting {
  readonly title: string;
  readonly meaning: string;
  readonly unit: SettingUnit;
  readonly standard: number;
  readonly least: number;
  readonly most: number;
}

const days = (title: string, meaning: string, standard: number): Setting => ({
  title,
  meaning,
  unit: 'DAYS',
  standard,
  least: 1,
  most: 730,
});

const money = (title: string, meaning: string, standard: number): Setting => ({
  title,
  meaning,
  unit: 'MONEY',
  standard,
  least: 0,
  most: 100_000_000_00,
});

const points = (severity: string, standard: number): Setting => ({
  title: `Weight of an issue that ${severity}`,
  meaning: `Points taken off the score for each open or snoozed issue whose rule ${severity}.`,
  unit: 'POINTS',
  standard,
  least: 0,
  most: 100,
});

/**
 * The one table of thresholds and weights. A firm can change each; the standards are those in use in the trade (monthly
 * close checklists), the weights are ours.
 */
export const SETTINGS = {
  undepositedDays: days('Undeposited funds', 'A receipt in undeposited funds for longer than this is found.', 14),
  overdueBillDays: days('Overdue bills', 'An open bill this long past its due date is found.', 30),
  staleInvoiceDays: days('Stale invoices', 'An open invoice this long past its due date is found.', 90),
  unappliedPaymentDays: days('Unapplied payments', 'A payment applied to nothing for longer than this is found.', 14),
  unappliedCreditDays: days('Unapplied credits', 'A credit with an amount left for longer than this is found.', 60),
  duplicateExpenseDays: days(
    'Duplicate expenses',
    'Expenses with the same account, payee, amount and memo within this many days are found.',
    3,
  ),
  duplicateExpenseAbove: money(
    'Duplicate expenses: amount',
    'Expenses above this are looked at for duplicates.',
    25_00,
  ),
  duplicateDays: days('Duplicate bills and invoices', 'How far back duplicates are looked for.', 365),
  dormantDays: days(
    'Dormant bank accounts',
    'An active bank account without a posting for longer than this is found.',
    90,
  ),
  unclearedDays: days('Uncleared entries', 'A bank entry not cleared for longer than this is found.', 60),
  clearingDays: days(
    'Clearing accounts',
    'An amount on a clearing account that nothing took off for longer than this is found.',
    30,
  ),
  receiptDays: days('Missing receipts', 'How far back card purchases are looked at for a receipt.', 90),
  payeeDays: days('Expenses without payee', 'How far back expenses are looked at for a payee.', 90),
  unusualDays: days('Unusual entries', 'How far back entries are judged against the year of their account.', 90),
  categoriseDays: days('Uncategorised transactions', 'How far back uncategorised transactions are looked for.', 365),
  closedPeriodDays: days('Closed period', 'Entries made into the closed period this recently are found.', 90),
  closingDays: days(
    'Closing the books',
    'Entries made within this many days after the closing date are taken as part of the close.',
    15,
  ),
  controlJournalDays: days(
    'Journal entries on receivables and payables',
    'How far back journal entries with a line on receivables or payables are looked for.',
    365,
  ),
  receiptAbove: money('Missing receipts: amount', 'Card purchases above this are expected to have a receipt.', 250_00),
  payeeAbove: money('Expenses without payee: amount', 'Expenses above this are expected to name a payee.', 100_00),
  unclearedAbove: money('Uncleared entries: amount', 'Uncleared bank entries above this are found.', 1_000_00),
  unusualAbove: money('Unusual entries: amount', 'Entries below this are never called unusual.', 5_000_00),
  leastAmount: money(
    'Balances: least amount',
    'A balance that is out of place by less than this is not found: of accounts, vendors and customers.',
    5_00,
  ),
  unusualTimes: {
    title: 'Unusual entries: times the usual',
    meaning: 'An entry this many times the median of its account is unusual.',
    unit: 'TIMES',
    standard: 5,
    least: 2,
    most: 100,
  },
  taxIdPayments: money(
    'Form 1099 payments',
    'A 1099 vendor without tax id paid this much in a calendar year is found.',
    2_000_00,
  ),
  weightBlocks: points('blocks a figure', 10),
  weightDistorts: points('distorts a figure', 4),
  weightTidy: points('is a matter of tidiness', 1),
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;

/** A value for every setting: the firm's own where it has one. */
export type SettingValues = Readonly<Record<SettingKey, number>>;

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** The standards with a firm's own values over them; what is not in the table or out of its range is left out. */
export function settingValues(own: Readonly<Record<string, unknown>>): SettingValues {
  const value = (key: SettingKey): number => {
    const { standard, least, most } = SETTINGS[key];
    const given = own[key];
    return typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most ? given : standard;
  };
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, value(key)])) as Record<SettingKey, number>;
}

/** The values with all MONEY in minor units of a currency, as rules read them. */
export function settingValuesIn(values: SettingValues, currency: string): SettingValues {
  if (settingAmount(1_00, currency) === 1_00) return values;
  const value = (key: SettingKey): number =>
    SETTINGS[key].unit === 'MONEY' ? settingAmount(values[key], currency) : values[key];
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, value(key)])) as Record<SettingKey, number>;
}

/** The setting that weighs an issue of a severity. */
export const WEIGHT_OF: Readonly<Record<Severity, SettingKey>> = {
  BLOCKS: 'weightBlocks',
  DISTORTS: 'weightDistorts',
  TIDY: 'weightTidy',
};
