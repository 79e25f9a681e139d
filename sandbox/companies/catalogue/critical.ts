/** Companies with less than five weeks of cash, one of them overdrawn. */
import type { CompanySpec } from '../companySpec.js';
import { restaurant, bakery } from '../trades/food.js';
import { agency } from '../trades/practices.js';
import { online } from '../trades/shops.js';
import { builder } from '../trades/sites.js';
import { company, growing, sliding, steady, weeks } from './spec.js';

export const CRITICAL: readonly CompanySpec[] = [
  company(
    1,
    'Saltbox Table',
    restaurant,
    { weeklyIn: 17_500, staff: 8, customers: 9 },
    sliding(1.35),
    { kind: 'overdrawn', burn: 0.12, weeksBelow: 0.35 },
    {
      card: true,
      paysBillsLate: 16,
      corrections: true,
      partialPayments: true,
      ownerDraws: 0.02,
    },
  ),
  company(
    2,
    'Driftwood Outfitters',
    online,
    { weeklyIn: 21_000, staff: 3, customers: 14 },
    sliding(1.5),
    weeks(2.4, 0.28),
    {
      timeZone: 'America/Los_Angeles',
      card: true,
      paysBillsLate: 12,
      vendorCredits: true,
      corrections: true,
    },
  ),
  company(
    3,
    'Brightline Creative',
    agency,
    { weeklyIn: 24_000, staff: 5, customers: 16 },
    sliding(1.4),
    weeks(3.6, 0.26),
    {
      timeZone: 'America/Chicago',
      card: true,
      paysBillsLate: 8,
      partialPayments: true,
      creditMemos: true,
      customersPayLate: [0, 26],
      events: [{ kind: 'creditLine', daysBefore: 130, amount: 30_000 }],
    },
  ),
  company(4, 'Ironbark Builders', builder, { weeklyIn: 38_000, staff: 5, customers: 14 }, steady, weeks(4.4, 0.24), {
    timeZone: 'America/Denver',
    card: true,
    paysBillsLate: 10,
    partialPayments: true,
    corrections: true,
    customersPayLate: [2, 30],
    volatility: 0.2,
    events: [{ kind: 'loanAndRent', daysBefore: 54, loan: 40_000, rent: 10_000 }],
  }),
  company(
    5,
    'Sable & Crumb Bakery',
    bakery,
    { weeklyIn: 11_500, staff: 4, customers: 15 },
    growing(0.8),
    weeks(1.9, 0.3),
    {
      card: true,
      paysBillsLate: 9,
      ownerDraws: 0.03,
      corrections: true,
      events: [{ kind: 'vehicle', daysBefore: 48, price: 30_000, financed: 25_000 }],
    },
  ),
];
