/** Companies with five to thirteen weeks of cash. */
import type { CompanySpec } from '../companySpec.js';
import { brewery, cafe } from '../trades/food.js';
import { architecture, clinic, consultancy, saas } from '../trades/practices.js';
import { cycles, florist, printWorks, shop } from '../trades/shops.js';
import { cleaning, joinery, plumbing } from '../trades/sites.js';
import { company, growing, seasonal, sliding, steady, weeks } from './spec.js';

export const TIGHT: readonly CompanySpec[] = [
  company(7, 'Larkspur Joinery', joinery, { weeklyIn: 19_000, staff: 6, customers: 18 }, steady, weeks(7.5, 0.12), {
    timeZone: 'America/Chicago', card: true, partialPayments: true, corrections: true, vendorCredits: true, loan: { balance: 46_000, monthly: 1_340 },
  }),
  company(8, 'Cobalt Ridge Cycles', cycles, { weeklyIn: 14_500, staff: 5, customers: 22 }, seasonal(6, 0.3), weeks(9.2, 0.13), {
    timeZone: 'America/Denver', card: true, vendorCredits: true, ownerDraws: 0.04, corrections: true, savings: 0.2,
  }),
  company(9, 'Pennywhistle Café', cafe, { weeklyIn: 9_800, staff: 6, customers: 8 }, steady, weeks(6.1, 0.11), {
    timeZone: 'America/Los_Angeles', card: true, ownerDraws: 0.03,
  }),
  company(10, 'Northgate Family Clinic', clinic, { weeklyIn: 33_000, staff: 11, customers: 40 }, steady, weeks(8.4, 0.09), {
    timeZone: 'America/Chicago', card: true, payrollAccount: true, creditMemos: true, partialPayments: true, corrections: true, fiscalYearStartMonth: 7,
  }),
  company(11, 'Umber Valley Brewing', brewery, { weeklyIn: 22_000, staff: 8, customers: 24 }, seasonal(7, 0.22), weeks(11.0, 0.11), {
    card: true, vendorCredits: true, partialPayments: true, loan: { balance: 120_000, monthly: 2_900 },
  }),
  company(12, 'Tallgrass Analytics', saas, { weeklyIn: 29_000, staff: 9, customers: 34 }, growing(0.6), weeks(12.3, 0.2), {
    timeZone: 'America/Chicago', card: true, corrections: true, savings: 0.3, fiscalYearStartMonth: 2,
  }),
  company(13, 'Cutwater Print Works', printWorks, { weeklyIn: 26_000, staff: 9, customers: 36 }, sliding(1.25), weeks(5.8, 0.12), {
    card: true, vendorCredits: true, creditMemos: true, paysBillsLate: 6, events: [{ kind: 'creditLine', daysBefore: 210, amount: 45_000 }],
  }),
  company(14, 'Fernhill Florists', florist, { weeklyIn: 7_900, staff: 3, customers: 22 }, seasonal(5, 0.35), weeks(8.8, 0.14), {
    timeZone: 'Europe/London', country: 'GB', homeCurrency: 'GBP', legalName: 'Fernhill Florists Ltd', fiscalYearStartMonth: 4, card: true, ownerDraws: 0.05,
  }),
  company(15, 'Stonecrop Plumbing', plumbing, { weeklyIn: 18_500, staff: 6, customers: 38 }, steady, weeks(10.4, 0.1), {
    timeZone: 'America/Phoenix', card: true, corrections: true, partialPayments: true, events: [{ kind: 'vehicle', daysBefore: 70, price: 30_000, financed: 25_000 }],
  }),
  company(16, 'Meridian Row Architects', architecture, { weeklyIn: 31_000, staff: 9, customers: 14 }, steady, weeks(12.1, 0.13), {
    card: true, customersPayLate: [4, 28], volatility: 0.2, ownerDraws: 0.05,
  }),
  company(17, 'Blue Heron Advisory', consultancy, { weeklyIn: 21_500, staff: 5, customers: 13 }, sliding(1.2), weeks(9.6, 0.12), {
    card: true, creditMemos: true, corrections: true, taxEscrow: true, ownerDraws: 0.06,
  }),
  company(18, 'Gaslight Cleaning', cleaning, { weeklyIn: 13_000, staff: 9, customers: 24 }, growing(0.7), weeks(6.9, 0.1), {
    timeZone: 'America/Los_Angeles', card: true, payrollAccount: true, partialPayments: true,
  }),
  company(19, 'Wrenfield Toys', shop, { weeklyIn: 12_800, staff: 4, customers: 16 }, seasonal(12, 0.4), weeks(7.9, 0.15), {
    timeZone: 'America/Chicago', card: true, vendorCredits: true, corrections: true, events: [{ kind: 'loan', daysBefore: 37, amount: 20_000 }],
  }),
];
