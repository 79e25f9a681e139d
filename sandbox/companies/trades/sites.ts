/** Work done on site, on the road, or for members: crafts, haulage, gyms, schools, charities. */
import type { Cost, Trade } from '../companySpec.js';
import { OVERHEAD, rent } from './shared.js';

const ON_THE_ROAD: readonly Cost[] = [
  { role: 'Fuel Stop', account: 'fuel', share: 0.04, every: 'often', pay: 'card', spread: 0.4 },
  { role: 'Auto Repair', account: 'vehicleCosts', share: 0.02, every: 'month', pay: 'card', spread: 0.7 },
];

export const builder: Trade = {
  industry: 'Building contractor',
  incomeAccounts: ['Contract Work', 'Change Orders'],
  items: ['Stage payment', 'Change order', 'Materials'],
  customers: 'mixed',
  sales: [{ kind: 'invoices', share: 1, perWeek: 3, termDays: 30 }],
  costs: [
    ...OVERHEAD,
    ...ON_THE_ROAD,
    rent(0.03),
    { role: 'Lumber', account: 'goods', share: 0.14, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Concrete', account: 'goods', share: 0.07, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    {
      role: 'Electric Contracting',
      account: 'subcontractors',
      share: 0.11,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
    {
      role: 'Drywall',
      account: 'subcontractors',
      share: 0.09,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
    { role: 'Tool Rental', account: 'supplies', share: 0.03, every: 'twoWeeks', pay: 'card', spread: 0.5 },
  ],
  payrollShare: 0.3,
};

export const joinery: Trade = {
  ...builder,
  industry: 'Custom joinery',
  incomeAccounts: ['Joinery', 'Fitting'],
  items: ['Cabinets', 'Fitting', 'Staircase'],
};
export const landscaping: Trade = {
  ...builder,
  industry: 'Landscaping',
  incomeAccounts: ['Garden Maintenance', 'Landscape Projects'],
  items: ['Maintenance', 'Planting', 'Paving'],
  sales: [
    { kind: 'memberships', share: 0.4, members: 10, invoiced: true },
    { kind: 'invoices', share: 0.6, perWeek: 4, termDays: 15 },
  ],
  costs: [
    ...OVERHEAD,
    ...ON_THE_ROAD,
    rent(0.04),
    { role: 'Nursery', account: 'goods', share: 0.16, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Stone and Gravel', account: 'goods', share: 0.08, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Mower Service', account: 'repairs', share: 0.03, every: 'month', pay: 'card', spread: 0.5 },
  ],
  payrollShare: 0.42,
};
export const plumbing: Trade = {
  ...builder,
  industry: 'Plumbing',
  incomeAccounts: ['Service Calls', 'Installations'],
  items: ['Call-out', 'Installation', 'Parts'],
  sales: [{ kind: 'invoices', share: 1, perWeek: 4, termDays: 15 }],
  salesTax: 0.04,
  costs: [
    ...OVERHEAD,
    ...ON_THE_ROAD,
    rent(0.04),
    { role: 'Pipe and Valve', account: 'goods', share: 0.18, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Boiler Parts', account: 'goods', share: 0.07, every: 'twoWeeks', pay: 'bill', termDays: 30 },
  ],
  payrollShare: 0.42,
};
export const trucking: Trade = {
  ...builder,
  industry: 'Trucking',
  incomeAccounts: ['Freight', 'Fuel Surcharges'],
  items: ['Full load', 'Surcharge', 'Part load'],
  customers: 'businesses',
  sales: [{ kind: 'invoices', share: 1, perWeek: 4, termDays: 30 }],
  costs: [
    ...OVERHEAD,
    rent(0.03),
    { role: 'Diesel', account: 'fuel', share: 0.24, every: 'often', pay: 'card', spread: 0.3 },
    {
      role: 'Tire and Axle',
      account: 'vehicleCosts',
      share: 0.06,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 30,
      spread: 0.5,
    },
    { role: 'Fleet Insurance', account: 'insurance', share: 0.06, every: 'month', pay: 'bank', fixed: true },
    {
      role: 'Owner Operators',
      account: 'subcontractors',
      share: 0.12,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 10,
      contractor: true,
    },
  ],
  payrollShare: 0.32,
};

export const gym: Trade = {
  industry: 'Gym',
  incomeAccounts: ['Memberships', 'Classes and Training'],
  items: ['Membership', 'Class pass', 'Personal training'],
  customers: 'people',
  sales: [
    { kind: 'memberships', share: 0.75, members: 18, invoiced: false },
    { kind: 'payouts', share: 0.25, weekday: 5, feeRate: 0.03 },
  ],
  costs: [
    ...OVERHEAD,
    rent(0.18),
    {
      role: 'Fitness Equipment',
      account: 'repairs',
      share: 0.05,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 30,
      spread: 0.5,
    },
    {
      role: 'Personal Training',
      account: 'subcontractors',
      share: 0.14,
      every: 'week',
      pay: 'bill',
      termDays: 7,
      contractor: true,
    },
    { role: 'Cleaning', account: 'supplies', share: 0.04, every: 'twoWeeks', pay: 'bill', termDays: 15 },
    { role: 'Local Advertising', account: 'marketing', share: 0.04, every: 'twoWeeks', pay: 'card', spread: 0.4 },
  ],
  payrollShare: 0.32,
};

export const daycare: Trade = {
  ...gym,
  industry: 'Daycare',
  incomeAccounts: ['Tuition', 'Subsidies'],
  items: ['Full-day care', 'After school', 'Materials fee'],
  sales: [{ kind: 'memberships', share: 1, members: 14, invoiced: true }],
  costs: [
    ...OVERHEAD,
    rent(0.12),
    { role: 'School Foods', account: 'goods', share: 0.07, every: 'twoWeeks', pay: 'bill', termDays: 14 },
    { role: 'Toys and Learning', account: 'supplies', share: 0.03, every: 'twoWeeks', pay: 'card', spread: 0.5 },
    { role: 'Cleaning', account: 'supplies', share: 0.03, every: 'twoWeeks', pay: 'bill', termDays: 15 },
  ],
  payrollShare: 0.58,
};

export const musicSchool: Trade = {
  ...daycare,
  industry: 'Music school',
  incomeAccounts: ['Lessons', 'Instrument Hire'],
  items: ['Term of lessons', 'Hire', 'Recital'],
};

export const charity: Trade = {
  industry: 'Non-profit',
  incomeAccounts: ['Donations', 'Programme Fees'],
  items: ['Programme place', 'Training day'],
  customers: 'mixed',
  sales: [
    { kind: 'gifts', share: 0.65, perWeek: 4 },
    { kind: 'invoices', share: 0.35, perWeek: 2, termDays: 30 },
  ],
  costs: [
    ...OVERHEAD,
    rent(0.06),
    { role: 'Food Wholesale', account: 'goods', share: 0.14, every: 'week', pay: 'bill', termDays: 30 },
    { role: 'Direct Mail', account: 'marketing', share: 0.04, every: 'month', pay: 'bill', termDays: 30 },
    { role: 'Van Hire', account: 'vehicleCosts', share: 0.03, every: 'twoWeeks', pay: 'card', spread: 0.4 },
  ],
  payrollShare: 0.52,
};

export const cleaning: Trade = {
  ...landscaping,
  industry: 'Commercial cleaning',
  incomeAccounts: ['Cleaning Contracts', 'One-off Cleans'],
  items: ['Contract clean', 'Deep clean', 'Windows'],
  customers: 'businesses',
  costs: [
    ...OVERHEAD,
    ...ON_THE_ROAD,
    rent(0.03),
    { role: 'Janitorial Supply', account: 'goods', share: 0.1, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Uniforms', account: 'supplies', share: 0.02, every: 'month', pay: 'card' },
  ],
  payrollShare: 0.58,
};
