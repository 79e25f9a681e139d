/** Companies with more than fifty weeks of cash, that are not burning any, or that are too new to tell. */
import type { CompanySpec } from '../companySpec.js';
import { brewery, cafe } from '../trades/food.js';
import { clinic, consultancy, dental, lawOffice, photography, saas, veterinary } from '../trades/practices.js';
import { cycles, printWorks, wholesaler } from '../trades/shops.js';
import { charity, cleaning, gym } from '../trades/sites.js';
import { company, gaining, growing, seasonal, steady, weeks } from './spec.js';

export const STRONG: readonly CompanySpec[] = [
  company(40, 'Aldergate Legal', lawOffice, { weeklyIn: 42_000, staff: 6, customers: 28 }, steady, weeks(78, 0.11), {
    timeZone: 'America/Chicago',
    tidy: true,
    card: true,
    savings: 0.5,
    trustAccount: true,
  }),
  company(
    41,
    'Sunward Community Trust',
    charity,
    { weeklyIn: 18_000, staff: 4, customers: 44 },
    seasonal(12, 0.3),
    weeks(95, 0.15),
    {
      legalName: 'Sunward Community Fund Inc.',
      fiscalYearStartMonth: 7,
      savings: 0.6,
      card: true,
    },
  ),
  company(42, 'Plover Payments', saas, { weeklyIn: 52_000, staff: 8, customers: 36 }, growing(0.55), weeks(62, 0.21), {
    timeZone: 'America/Los_Angeles',
    legalName: 'Plover Payments Inc.',
    card: true,
    savings: 0.7,
    corrections: true,
  }),
  company(43, 'Oakmoss Dental', dental, { weeklyIn: 29_500, staff: 5, customers: 50 }, steady, gaining(0.08, 9), {
    timeZone: 'America/Denver',
    tidy: true,
    card: true,
    savings: 0.3,
    ownerDraws: 0.05,
  }),
  company(
    44,
    'Tidewater Wholesale',
    wholesaler,
    { weeklyIn: 78_000, staff: 7, customers: 44 },
    steady,
    gaining(0.06, 6),
    {
      card: true,
      vendorCredits: true,
      creditMemos: true,
      partialPayments: true,
      corrections: true,
      loan: { balance: 160_000, monthly: 4_300 },
    },
  ),
  company(46, 'Wild Thyme Café', cafe, { weeklyIn: 10_900, staff: 4, customers: 8 }, growing(0.85), gaining(0.07, 5), {
    tidy: true,
    card: true,
    timeZone: 'America/Los_Angeles',
  }),
  company(47, 'Granite State Cycles', cycles, { weeklyIn: 15_200, staff: 2, customers: 20 }, steady, gaining(0.06, 8), {
    card: true,
    ownerDraws: 0.06,
    vendorCredits: true,
    corrections: true,
  }),
  company(
    48,
    'Bramble Lane Vets',
    veterinary,
    { weeklyIn: 24_000, staff: 5, customers: 52 },
    growing(0.75),
    gaining(0.09, 6),
    {
      timeZone: 'America/Chicago',
      card: true,
      creditMemos: true,
      savings: 0.3,
      payrollAccount: true,
    },
  ),
  company(
    49,
    'Echo Canyon Fitness',
    gym,
    { weeklyIn: 14_200, staff: 3, customers: 48 },
    growing(0.7),
    gaining(0.12, 8),
    {
      timeZone: 'America/Phoenix',
      card: true,
      ownerDraws: 0.06,
    },
  ),
  company(
    50,
    'Mosswood Consulting',
    consultancy,
    { weeklyIn: 19_500, staff: 2, customers: 12 },
    steady,
    gaining(0.12, 10),
    {
      card: true,
      ownerDraws: 0.15,
      taxEscrow: true,
      savings: 0.3,
      corrections: true,
    },
  ),
  company(
    52,
    'Foundry Row Brewing',
    brewery,
    { weeklyIn: 25_000, staff: 5, customers: 26 },
    seasonal(8, 0.2),
    gaining(0.07, 7),
    {
      timeZone: 'America/Denver',
      card: true,
      vendorCredits: true,
      partialPayments: true,
      loan: { balance: 95_000, monthly: 2_400 },
      corrections: true,
    },
  ),
  company(53, 'Lightwell Studio', photography, { weeklyIn: 8_200, staff: 2, customers: 24 }, steady, gaining(0.1, 8), {
    card: true,
    ownerDraws: 0.14,
    creditMemos: true,
  }),
  company(
    54,
    'Everline Cleaning',
    cleaning,
    { weeklyIn: 9_600, staff: 4, customers: 20 },
    steady,
    { kind: 'new', cashWeeks: 6 },
    {
      timeZone: 'America/Chicago',
      historyDays: 21,
      card: true,
    },
  ),
  company(
    55,
    'Bluestem Care Clinic',
    clinic,
    { weeklyIn: 14_000, staff: 3, customers: 24 },
    steady,
    { kind: 'new', cashWeeks: 9 },
    {
      timeZone: 'America/Denver',
      historyDays: 20,
      card: true,
    },
  ),
];

/** Waits for a person to connect it by hand. */
export const UNCONNECTED: CompanySpec = company(
  51,
  'Thornapple Press',
  printWorks,
  { weeklyIn: 16_800, staff: 4, customers: 26 },
  steady,
  weeks(11.5, 0.15),
  {
    timeZone: 'America/Chicago',
    card: true,
    vendorCredits: true,
    partialPayments: true,
    corrections: true,
    unconnected: true,
  },
);
