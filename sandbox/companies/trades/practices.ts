/** Practices and studios: people's time, invoiced or charged by the month. */
import type { Cost, Trade } from '../companySpec.js';
import { OVERHEAD, rent } from './shared.js';

const TRAVEL: readonly Cost[] = [
  { role: 'Airways', account: 'travel', share: 0.02, every: 'twoWeeks', pay: 'card', spread: 0.7 },
  { role: 'Kitchen and Grill', account: 'meals', share: 0.01, every: 'often', pay: 'card', spread: 0.6 },
];

export const agency: Trade = {
  industry: 'Marketing agency',
  incomeAccounts: ['Retainers', 'Project Fees'],
  items: ['Monthly retainer', 'Campaign', 'Media'],
  customers: 'businesses',
  sales: [
    { kind: 'memberships', share: 0.45, members: 6, invoiced: true },
    { kind: 'invoices', share: 0.55, perWeek: 3, termDays: 30 },
  ],
  costs: [
    ...OVERHEAD,
    ...TRAVEL,
    rent(0.06),
    {
      role: 'Freelance Design',
      account: 'subcontractors',
      share: 0.08,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
    {
      role: 'Freelance Copy',
      account: 'subcontractors',
      share: 0.05,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
    { role: 'Media Buying', account: 'goods', share: 0.12, every: 'week', pay: 'card', spread: 0.3 },
  ],
  payrollShare: 0.48,
};

export const consultancy: Trade = {
  ...agency,
  industry: 'Consultancy',
  incomeAccounts: ['Consulting Fees', 'Expenses Recharged'],
  items: ['Advisory days', 'Workshop', 'Report'],
  sales: [{ kind: 'invoices', share: 1, perWeek: 3, termDays: 30 }],
};

export const architecture: Trade = {
  ...consultancy,
  industry: 'Architecture',
  incomeAccounts: ['Design Fees', 'Site Supervision'],
  items: ['Concept design', 'Drawings', 'Site visits'],
  sales: [{ kind: 'invoices', share: 1, perWeek: 3, termDays: 45 }],
  costs: [
    ...OVERHEAD,
    ...TRAVEL,
    rent(0.08),
    {
      role: 'Structural Engineering',
      account: 'subcontractors',
      share: 0.12,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 30,
      contractor: true,
    },
    { role: 'Plotting', account: 'supplies', share: 0.015, every: 'twoWeeks', pay: 'card' },
  ],
  payrollShare: 0.5,
};

export const photography: Trade = {
  ...consultancy,
  industry: 'Photography studio',
  incomeAccounts: ['Sittings', 'Licences and Prints'],
  items: ['Sitting', 'Prints', 'Licence'],
  customers: 'mixed',
  sales: [{ kind: 'invoices', share: 1, perWeek: 4, termDays: 15 }],
  costs: [
    ...OVERHEAD,
    ...TRAVEL,
    rent(0.12),
    { role: 'Camera Hire', account: 'supplies', share: 0.06, every: 'week', pay: 'card', spread: 0.5 },
    {
      role: 'Retouching',
      account: 'subcontractors',
      share: 0.1,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
  ],
  payrollShare: 0.34,
};

export const lawOffice: Trade = {
  ...consultancy,
  industry: 'Law office',
  incomeAccounts: ['Legal Fees', 'Costs Recovered'],
  items: ['Counsel', 'Filing', 'Review'],
  customers: 'mixed',
  sales: [{ kind: 'invoices', share: 1, perWeek: 4, termDays: 30 }],
  costs: [
    ...OVERHEAD,
    ...TRAVEL,
    rent(0.1),
    {
      role: 'Court Reporting',
      account: 'subcontractors',
      share: 0.04,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
    { role: 'Legal Research', account: 'software', share: 0.03, every: 'month', pay: 'card', spread: 0.05 },
  ],
  payrollShare: 0.5,
};

export const saas: Trade = {
  industry: 'Software as a service',
  incomeAccounts: ['Subscriptions', 'Setup Fees'],
  items: ['Team plan', 'Onboarding', 'Enterprise plan'],
  customers: 'businesses',
  sales: [
    { kind: 'memberships', share: 0.55, members: 12, invoiced: true },
    { kind: 'payouts', share: 0.35, weekday: 5, feeRate: 0.03 },
    { kind: 'invoices', share: 0.1, perWeek: 1, termDays: 30 },
  ],
  costs: [
    ...OVERHEAD,
    ...TRAVEL,
    rent(0.03),
    { role: 'Hosting', account: 'goods', share: 0.09, every: 'week', pay: 'card', spread: 0.08 },
    { role: 'Search Advertising', account: 'marketing', share: 0.08, every: 'week', pay: 'card', spread: 0.3 },
    {
      role: 'Contract Engineering',
      account: 'subcontractors',
      share: 0.1,
      every: 'twoWeeks',
      pay: 'bill',
      termDays: 15,
      contractor: true,
    },
  ],
  payrollShare: 0.52,
};

export const clinic: Trade = {
  industry: 'Clinic',
  incomeAccounts: ['Patient Fees', 'Insurer Payments'],
  items: ['Consultation', 'Treatment', 'Tests'],
  customers: 'mixed',
  sales: [
    { kind: 'counter', share: 0.4, open: [1, 2, 3, 4, 5, 6] },
    { kind: 'invoices', share: 0.6, perWeek: 4, termDays: 30 },
  ],
  costs: [
    ...OVERHEAD,
    rent(0.08),
    { role: 'Medical Supply', account: 'goods', share: 0.11, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Laboratories', account: 'goods', share: 0.06, every: 'twoWeeks', pay: 'bill', termDays: 30 },
    { role: 'Waste Services', account: 'supplies', share: 0.01, every: 'month', pay: 'bill', termDays: 15 },
    { role: 'Records Software', account: 'software', share: 0.02, every: 'month', pay: 'card', spread: 0.05 },
  ],
  payrollShare: 0.5,
};

export const dental: Trade = {
  ...clinic,
  industry: 'Dental practice',
  incomeAccounts: ['Dentistry', 'Insurer Payments'],
  items: ['Examination', 'Crown', 'Hygienist'],
};
export const veterinary: Trade = {
  ...clinic,
  industry: 'Veterinary practice',
  incomeAccounts: ['Treatments', 'Medicines and Food'],
  items: ['Consultation', 'Surgery', 'Medicines'],
  customers: 'people',
  salesTax: 0.05,
};
export const physiotherapy: Trade = {
  ...clinic,
  industry: 'Physiotherapy',
  incomeAccounts: ['Sessions', 'Insurer Payments'],
  items: ['Session', 'Assessment', 'Class'],
  customers: 'people',
};
