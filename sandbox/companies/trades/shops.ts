/** Shops, wholesale and selling from afar. */
import type { Trade } from '../companySpec.js';
import { OVERHEAD, rent } from './shared.js';

const MONDAY_TO_SATURDAY = [1, 2, 3, 4, 5, 6];

export const shop: Trade = {
  industry: 'Retail shop',
  incomeAccounts: ['Shop Sales', 'Special Orders'],
  items: ['Shop sale', 'Special order', 'Gift card'],
  customers: 'people',
  sales: [
    { kind: 'counter', share: 0.88, open: MONDAY_TO_SATURDAY },
    { kind: 'invoices', share: 0.12, perWeek: 3, termDays: 15 },
  ],
  salesTax: 0.075,
  costs: [
    ...OVERHEAD,
    rent(0.1),
    { role: 'Distribution', account: 'goods', share: 0.26, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Trade Imports', account: 'goods', share: 0.12, every: 'twoWeeks', pay: 'bill', termDays: 45 },
    { role: 'Card Processing', account: 'fees', share: 0.025, every: 'month', pay: 'bank' },
    { role: 'Local Advertising', account: 'marketing', share: 0.02, every: 'month', pay: 'card', spread: 0.4 },
  ],
  payrollShare: 0.26,
};

export const bookshop: Trade = {
  ...shop,
  industry: 'Bookshop',
  incomeAccounts: ['Book Sales', 'Events and Gifts'],
  items: ['Books', 'School order', 'Event ticket'],
};

export const florist: Trade = {
  ...shop,
  industry: 'Florist',
  incomeAccounts: ['Flower Sales', 'Weddings and Events'],
  items: ['Bouquet', 'Event flowers', 'Plants'],
  sales: [
    { kind: 'counter', share: 0.6, open: MONDAY_TO_SATURDAY },
    { kind: 'invoices', share: 0.4, perWeek: 3, termDays: 15 },
  ],
  costs: [
    ...OVERHEAD,
    rent(0.09),
    { role: 'Flower Growers', account: 'goods', share: 0.3, every: 'week', pay: 'bill', termDays: 14 },
    { role: 'Vases and Ribbon', account: 'supplies', share: 0.05, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Delivery Fuel', account: 'fuel', share: 0.03, every: 'often', pay: 'card', spread: 0.4 },
  ],
};

export const cycles: Trade = {
  ...shop,
  industry: 'Bicycle shop',
  incomeAccounts: ['Bicycle Sales', 'Workshop'],
  items: ['Bicycle', 'Repair', 'Parts'],
};

export const online: Trade = {
  ...shop,
  industry: 'E-commerce',
  incomeAccounts: ['Online Sales', 'Wholesale'],
  items: ['Online order', 'Wholesale order'],
  sales: [
    { kind: 'payouts', share: 0.6, weekday: 2, feeRate: 0.12 },
    { kind: 'payouts', share: 0.25, weekday: 5, feeRate: 0.03 },
    { kind: 'invoices', share: 0.15, perWeek: 4, termDays: 30 },
  ],
  salesTax: 0,
  costs: [
    ...OVERHEAD,
    rent(0.04),
    { role: 'Manufacturing', account: 'goods', share: 0.3, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Parcel Freight', account: 'goods', share: 0.12, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Search Advertising', account: 'marketing', share: 0.09, every: 'week', pay: 'card', spread: 0.3 },
    { role: 'Social Advertising', account: 'marketing', share: 0.06, every: 'week', pay: 'card', spread: 0.4 },
    { role: 'Packaging', account: 'supplies', share: 0.03, every: 'twoWeeks', pay: 'bill', termDays: 30 },
  ],
  payrollShare: 0.18,
};

export const wholesaler: Trade = {
  industry: 'Wholesaler',
  incomeAccounts: ['Wholesale Sales', 'Delivery Charges'],
  items: ['Case goods', 'Delivery', 'Pallet order'],
  customers: 'businesses',
  sales: [{ kind: 'invoices', share: 1, perWeek: 6, termDays: 30 }],
  costs: [
    ...OVERHEAD,
    rent(0.05),
    { role: 'Canning', account: 'goods', share: 0.2, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Mills', account: 'goods', share: 0.16, every: 'week', pay: 'bill', termDays: 45 },
    { role: 'Import Trading', account: 'goods', share: 0.14, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Freight Lines', account: 'goods', share: 0.06, every: 'twoWeeks', pay: 'bill', termDays: 15 },
    { role: 'Diesel', account: 'fuel', share: 0.03, every: 'often', pay: 'card', spread: 0.4 },
    { role: 'Forklift Service', account: 'repairs', share: 0.01, every: 'month', pay: 'bill', termDays: 30 },
  ],
  payrollShare: 0.18,
};

export const printWorks: Trade = {
  ...wholesaler,
  industry: 'Print works',
  incomeAccounts: ['Print Jobs', 'Design Time'],
  items: ['Offset print', 'Design', 'Digital print'],
  sales: [{ kind: 'invoices', share: 1, perWeek: 4, termDays: 30 }],
  costs: [
    ...OVERHEAD,
    rent(0.07),
    { role: 'Paper Mill', account: 'goods', share: 0.22, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Ink and Plate', account: 'goods', share: 0.08, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Press Service', account: 'repairs', share: 0.03, every: 'month', pay: 'bill', termDays: 15, spread: 0.5 },
    { role: 'Courier', account: 'goods', share: 0.03, every: 'twoWeeks', pay: 'card' },
  ],
  payrollShare: 0.34,
};
