/** The figures that can be interrogated (requirements: "a number you can interrogate"). */
export const FIGURES = [
  'RUNWAY',
  'CASH_ON_HAND',
  'WEEKLY_IN',
  'WEEKLY_OUT',
  'NET_BURN',
  'PAYABLES_DUE',
  'PAYABLES_OVERDUE',
  'RECEIVABLES_OVERDUE',
] as const;

export type Figure = (typeof FIGURES)[number];

export const FIGURE_TITLES: Readonly<Record<Figure, string>> = {
  RUNWAY: 'Runway',
  CASH_ON_HAND: 'Cash on hand',
  WEEKLY_IN: 'Cash in, weekly average',
  WEEKLY_OUT: 'Cash out, weekly average',
  NET_BURN: 'Net burn',
  PAYABLES_DUE: 'Bills due in 14 days',
  PAYABLES_OVERDUE: 'Bills overdue',
  RECEIVABLES_OVERDUE: 'Invoices overdue',
};

export const FORMULAS_IN_WORDS: Readonly<Record<Figure, string>> = {
  RUNWAY: 'Cash on hand × days of the window ÷ (7 × net burn of the window). Net burn is cash out less cash in.',
  CASH_ON_HAND: 'The balances of the counted cash accounts at the end of the as-of date, from their postings.',
  WEEKLY_IN: 'Operating cash in of the window × 7 ÷ its days.',
  WEEKLY_OUT: 'All cash out of the window (operating, purchases of assets, loans and owners) × 7 ÷ its days.',
  NET_BURN: 'Cash out of the window less its operating cash in.',
  PAYABLES_DUE: 'What is open of bills due on the as-of date or within 14 days after it.',
  PAYABLES_OVERDUE: 'What is open of bills due before the as-of date.',
  RECEIVABLES_OVERDUE: 'What is open of invoices due before the as-of date.',
};
