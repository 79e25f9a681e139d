import type { IsoDate } from '../../../domain/units.js';
import type { Json } from '../answer.js';
import { unreadable } from '../quickBooksError.js';
import { Fields } from './fields.js';

/** What the company says of itself: CompanyInfo and Preferences together. */
export interface Company {
  readonly name: string;
  readonly legalName: string | null;
  readonly country: string | null;
  readonly homeCurrency: string;
  readonly multiCurrency: boolean;
  /** 1 to 12. */
  readonly fiscalYearStartMonth: number;
  readonly startDate: IsoDate | null;
  readonly bookCloseDate: IsoDate | null;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Reads the answers of `companyinfo` and `preferences`. */
export function readCompany(companyAnswer: Json, preferencesAnswer: Json): Company {
  const info = new Fields(companyAnswer, 'companyinfo').object('CompanyInfo');
  const preferences = new Fields(preferencesAnswer, 'preferences').object('Preferences');
  const currency = preferences.optionalObject('CurrencyPrefs');
  return {
    name: info.text('CompanyName'),
    legalName: info.optionalText('LegalName'),
    country: info.optionalText('Country'),
    homeCurrency: currency?.optionalObject('HomeCurrency')?.text('value') ?? 'USD',
    multiCurrency: currency?.flag('MultiCurrencyEnabled', false) ?? false,
    fiscalYearStartMonth: monthOf(info.optionalText('FiscalYearStartMonth'), info.place),
    startDate: info.optionalDate('CompanyStartDate'),
    bookCloseDate: preferences.optionalObject('AccountingInfoPrefs')?.optionalDate('BookCloseDate') ?? null,
  };
}

/** QuickBooks writes the month's English name; a number is taken as well. */
function monthOf(text: string | null, place: string): number {
  if (text === null) return 1;
  const named = MONTHS.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1;
  const month = named > 0 ? named : Number(text);
  if (!Number.isInteger(month) || month < 1 || month > 12) throw unreadable(`${place}.FiscalYearStartMonth`, text);
  return month;
}
