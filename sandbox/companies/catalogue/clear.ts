/** Companies with thirteen to fifty weeks of cash. */
import type { CompanySpec } from '../companySpec.js';
import { bakery, restaurant } from '../trades/food.js';
import { agency, dental, lawOffice, physiotherapy, saas, veterinary } from '../trades/practices.js';
import { bookshop, online, wholesaler } from '../trades/shops.js';
import { builder, charity, daycare, gym, landscaping, musicSchool, trucking } from '../trades/sites.js';
import { company, growing, seasonal, steady, weeks } from './spec.js';

export const CLEAR: readonly CompanySpec[] = [
  company(20, 'Juniper Veterinary', veterinary, { weeklyIn: 27_000, staff: 9, customers: 60 }, steady, weeks(22, 0.07), {
    timeZone: 'America/Denver', card: true, savings: 0.3, creditMemos: true, partialPayments: true, corrections: true,
  }),
  company(21, 'Quillfeather Books', bookshop, { weeklyIn: 10_400, staff: 4, customers: 18 }, seasonal(12, 0.25), weeks(18, 0.08), {
    card: true, vendorCredits: true, fiscalYearStartMonth: 10,
  }),
  company(22, 'Harbor & Pine Law', lawOffice, { weeklyIn: 36_000, staff: 9, customers: 30 }, steady, weeks(31, 0.08), {
    card: true, trustAccount: true, savings: 0.35, ownerDraws: 0.12, corrections: true, taxEscrow: true,
  }),
  company(23, 'Copperleaf Dental', dental, { weeklyIn: 34_000, staff: 10, customers: 55 }, steady, weeks(26, 0.07), {
    timeZone: 'America/Los_Angeles', tidy: true, card: true, savings: 0.3,
  }),
  company(24, 'Lodestar Freight', trucking, { weeklyIn: 48_000, staff: 12, customers: 22 }, steady, weeks(15.5, 0.08), {
    timeZone: 'America/Chicago', card: true, loan: { balance: 210_000, monthly: 5_200 }, partialPayments: true, corrections: true, vendorCredits: true,
  }),
  company(25, 'Common Table Pantry', charity, { weeklyIn: 15_500, staff: 6, customers: 40 }, seasonal(12, 0.35), weeks(28, 0.12), {
    legalName: 'Common Table Pantry Inc.', fiscalYearStartMonth: 7, savings: 0.4, card: true,
  }),
  company(26, 'Hazel Grove Daycare', daycare, { weeklyIn: 14_800, staff: 10, customers: 40 }, steady, weeks(17, 0.06), {
    timeZone: 'America/Chicago', payrollAccount: true, card: true, creditMemos: true,
  }),
  company(27, 'Riverbend Provisions', wholesaler, { weeklyIn: 92_000, staff: 13, customers: 48 }, growing(0.75), weeks(14.2, 0.06), {
    card: true, vendorCredits: true, creditMemos: true, partialPayments: true, corrections: true, savings: 0.25, customersPayLate: [0, 24],
  }),
  company(28, 'Kestrel Web Studio', agency, { weeklyIn: 17_500, staff: 5, customers: 15 }, growing(0.65), weeks(24, 0.1), {
    timeZone: 'America/Toronto', country: 'CA', homeCurrency: 'CAD', legalName: 'Kestrel Web Studio Inc.', card: true, partialPayments: true,
    foreign: { currency: 'USD', rate: 1.38, bank: 'US Dollar Account' },
  }),
  company(29, 'Vantage Point Physio', physiotherapy, { weeklyIn: 12_200, staff: 5, customers: 45 }, steady, weeks(20, 0.08), {
    timeZone: 'Australia/Sydney', country: 'AU', homeCurrency: 'AUD', legalName: 'Vantage Point Physio Pty Ltd', fiscalYearStartMonth: 7, card: true, savings: 0.25,
  }),
  company(30, 'Iron Anchor Gym', gym, { weeklyIn: 11_800, staff: 5, customers: 48 }, seasonal(1, 0.15), weeks(33, 0.09), {
    card: true, events: [{ kind: 'opensAccount', daysBefore: 44, name: 'Equipment Reserve', amount: 8_000 }],
  }),
  company(31, 'Marigold Bakehouse', bakery, { weeklyIn: 13_400, staff: 8, customers: 20 }, steady, weeks(16.5, 0.06), {
    timeZone: 'America/Chicago', tidy: true, card: true,
  }),
  company(32, 'Crosswind Imports', online, { weeklyIn: 26_500, staff: 5, customers: 16 }, growing(0.7), weeks(19, 0.1), {
    timeZone: 'America/Los_Angeles', card: true, vendorCredits: true, corrections: true,
    foreign: { currency: 'EUR', rate: 1.09, bank: 'Euro Account' }, savings: 0.2,
  }),
  company(33, 'Greenbriar Landscapes', landscaping, { weeklyIn: 20_500, staff: 8, customers: 30 }, seasonal(6, 0.4), weeks(21, 0.12), {
    card: true, loan: { balance: 38_000, monthly: 1_150 }, partialPayments: true, events: [{ kind: 'closesAccount', daysBefore: 260 }],
  }),
  company(35, 'Little Finch Music', musicSchool, { weeklyIn: 7_600, staff: 4, customers: 42 }, seasonal(10, 0.2), weeks(13.8, 0.08), {
    card: true, creditMemos: true, fiscalYearStartMonth: 9,
  }),
  company(36, 'Smokestack Grill', restaurant, { weeklyIn: 23_500, staff: 13, customers: 10 }, steady, weeks(15, 0.06), {
    timeZone: 'America/Chicago', card: true, events: [{ kind: 'loan', daysBefore: 62, amount: 35_000 }], ownerDraws: 0.02, corrections: true,
  }),
  company(37, 'Foxglove Software', saas, { weeklyIn: 34_000, staff: 12, customers: 32 }, growing(0.5), weeks(58, 0.2), {
    timeZone: 'America/Los_Angeles', legalName: 'Foxglove Software Inc.', card: true, savings: 0.6, events: [{ kind: 'ownerInvests', daysBefore: 300, amount: 400_000 }],
  }),
  company(39, 'Bedrock Contracting', builder, { weeklyIn: 44_000, staff: 9, customers: 18 }, steady, weeks(29, 0.1), {
    timeZone: 'America/Denver', card: true, volatility: 0.2, partialPayments: true, vendorCredits: true, closedDaysBefore: 120, savings: 0.2,
  }),
];
