/** Founds a company: its profile from its spec, its levels and opening balances from calibration. */
import { addDays, startOfDate } from '../ledger/calendar.js';
import { Company } from '../ledger/company.js';
import { NO_JOURNAL, type Journal } from '../ledger/journal.js';
import type { CompanyProfile } from '../ledger/types.js';
import type { Founding } from './book.js';
import { calibrate } from './calibration.js';
import type { CompanySpec } from './companySpec.js';
import { emailOf } from './names.js';
import type { Settings } from './settings.js';
import { simulateThrough } from './simulation.js';

const HISTORY_DAYS = 548;

function profileOf(spec: CompanySpec, origin: string): CompanyProfile {
  return {
    realmId: spec.realmId,
    name: spec.name,
    legalName: spec.legalName ?? `${spec.name} LLC`,
    industry: spec.trade.industry,
    country: spec.country ?? 'US',
    homeCurrency: spec.homeCurrency ?? 'USD',
    multiCurrency: spec.foreign !== undefined,
    fiscalYearStartMonth: spec.fiscalYearStartMonth ?? 1,
    timeZone: spec.timeZone,
    startDate: addDays(origin, -(spec.historyDays ?? HISTORY_DAYS)),
    email: emailOf(spec.name),
    ...(spec.closedDaysBefore === undefined ? {} : { bookCloseDate: addDays(origin, -spec.closedDaysBefore) }),
  };
}

/** A new company with its first line written and no day posted yet. */
export function foundCompany(spec: CompanySpec, founding: Founding, journal: Journal): Company {
  const begin = (settings: Settings, kept: Journal, historyDays = spec.historyDays): Company => {
    const profile = profileOf({ ...spec, historyDays }, founding.origin);
    const at = new Date(startOfDate(profile.startDate, spec.timeZone)).toISOString();
    const kindOfBooks = { origin: founding.origin, losesReceipts: spec.tidy !== true };
    return Company.create(profile, { ...settings, ...kindOfBooks }, at, kept);
  };
  const settings = calibrate(spec, founding, (trial, through, historyDays) => {
    const company = begin(trial, NO_JOURNAL, historyDays);
    simulateThrough(company, spec, through, founding);
    return company;
  });
  return begin(settings, journal);
}
