/** Food and drink. */
import type { Trade } from '../companySpec.js';
import { OVERHEAD, rent } from './shared.js';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const TUESDAY_TO_SUNDAY = [0, 2, 3, 4, 5, 6];

export const cafe: Trade = {
  industry: 'Café',
  incomeAccounts: ['Coffee and Drinks', 'Food Sales'],
  items: ['Drinks', 'Breakfast and lunch', 'Beans and gifts'],
  customers: 'businesses',
  sales: [
    { kind: 'counter', share: 0.9, open: EVERY_DAY },
    { kind: 'invoices', share: 0.1, perWeek: 2, termDays: 14 },
  ],
  salesTax: 0.0825,
  costs: [
    ...OVERHEAD,
    rent(0.1),
    { role: 'Coffee Roasters', account: 'goods', share: 0.12, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Dairy', account: 'goods', share: 0.07, every: 'twoWeeks', pay: 'bill', termDays: 7 },
    { role: 'Bakehouse', account: 'goods', share: 0.08, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Paper and Packaging', account: 'supplies', share: 0.03, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Card Processing', account: 'fees', share: 0.025, every: 'month', pay: 'bank' },
    { role: 'Refrigeration', account: 'repairs', share: 0.01, every: 'month', pay: 'card', spread: 0.6 },
  ],
  payrollShare: 0.38,
};

export const restaurant: Trade = {
  ...cafe,
  industry: 'Restaurant',
  incomeAccounts: ['Dining Room', 'Bar Sales', 'Catering'],
  items: ['Dinner', 'Bar', 'Catering'],
  sales: [
    { kind: 'counter', share: 0.82, open: TUESDAY_TO_SUNDAY },
    { kind: 'payouts', share: 0.1, weekday: 5, feeRate: 0.18 },
    { kind: 'invoices', share: 0.08, perWeek: 1, termDays: 14 },
  ],
  costs: [
    ...OVERHEAD,
    rent(0.09),
    { role: 'Produce', account: 'goods', share: 0.1, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Meat and Fish', account: 'goods', share: 0.11, every: 'twoWeeks', pay: 'bill', termDays: 7 },
    { role: 'Wine Merchants', account: 'goods', share: 0.07, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Linen', account: 'supplies', share: 0.02, every: 'twoWeeks', pay: 'bill', termDays: 15 },
    { role: 'Kitchen Repair', account: 'repairs', share: 0.015, every: 'month', pay: 'card', spread: 0.7 },
    { role: 'Card Processing', account: 'fees', share: 0.025, every: 'month', pay: 'bank' },
  ],
  payrollShare: 0.36,
};

export const bakery: Trade = {
  ...cafe,
  industry: 'Bakery',
  incomeAccounts: ['Shop Sales', 'Wholesale Bread'],
  items: ['Bread', 'Pastry', 'Wholesale order'],
  sales: [
    { kind: 'counter', share: 0.55, open: TUESDAY_TO_SUNDAY },
    { kind: 'invoices', share: 0.45, perWeek: 3, termDays: 14 },
  ],
  salesTax: 0.06,
  costs: [
    ...OVERHEAD,
    rent(0.08),
    { role: 'Flour Mill', account: 'goods', share: 0.15, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Creamery', account: 'goods', share: 0.09, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Delivery Fuel', account: 'fuel', share: 0.025, every: 'often', pay: 'card', spread: 0.4 },
    { role: 'Oven Service', account: 'repairs', share: 0.015, every: 'month', pay: 'bill', termDays: 30, spread: 0.6 },
  ],
  payrollShare: 0.4,
};

export const brewery: Trade = {
  ...bakery,
  industry: 'Brewery',
  incomeAccounts: ['Taproom', 'Wholesale Beer'],
  items: ['Taproom', 'Kegs', 'Cans'],
  sales: [
    { kind: 'counter', share: 0.45, open: [0, 3, 4, 5, 6] },
    { kind: 'invoices', share: 0.55, perWeek: 3, termDays: 30 },
  ],
  salesTax: 0.07,
  costs: [
    ...OVERHEAD,
    rent(0.1),
    { role: 'Malt and Grain', account: 'goods', share: 0.14, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Hop Growers', account: 'goods', share: 0.06, every: 'twoWeeks', pay: 'bill', termDays: 45 },
    { role: 'Can and Label', account: 'goods', share: 0.08, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Excise Bureau', account: 'taxes', share: 0.04, every: 'month', pay: 'bank' },
    { role: 'Draft Service', account: 'repairs', share: 0.02, every: 'month', pay: 'card', spread: 0.5 },
  ],
  payrollShare: 0.34,
};
