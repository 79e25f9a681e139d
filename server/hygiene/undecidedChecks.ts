/** Checks of monthly close checklists that no rule decides, and why. Kept by hand, printed in docs/reference/hygiene.md. */
export const UNDECIDED_CHECKS: readonly { readonly check: string; readonly why: string }[] = [
  {
    check: 'Last reconciliation, and its difference',
    why: 'QuickBooks’ API has no reconciliations: neither the date nor the statement’s balance. *Uncleared bank entry* shows what a reconciliation would leave over.',
  },
  {
    check: 'Bank feed: transactions waiting to be added or matched',
    why: 'The bank feed (the For review list) is not in the API. What is not added is not in the books, and we say *books through* for it.',
  },
  {
    check: 'Bank balance against the books',
    why: 'The bank’s own balance is not in the API. Figures are those of the books.',
  },
  {
    check: 'Cleared or reconciled, per document',
    why: 'Documents of the API do not say it; the general ledger report’s column does, and *Uncleared bank entry* reads that. Cleared and reconciled cannot be told apart.',
  },
  {
    check: 'Receivables and payables ageing agrees with the control account',
    why: 'It is a line of the tie-out after every sync, to the cent, with journal lines as a bridge. *Journal entry on receivables or payables* names the entries behind that bridge.',
  },
  {
    check: 'When the books were closed',
    why: 'The API gives the closing date, not the day it was set. Entries in the first days after the closing date are taken as part of the close (setting `closingDays`).',
  },
  {
    check: 'Who made or changed an entry',
    why: 'QuickBooks’ audit log is not in the API. A document says when it was entered and last changed, not by whom.',
  },
  {
    check: 'Personal expenses on business accounts',
    why: 'Nothing in the data says what an expense was for. *Expense without payee*, *Uncategorised transaction* and *Unusually large entry* show what is worth a look.',
  },
  {
    check: 'Sales tax and payroll liabilities against what was filed',
    why: 'Filings are not in the API. *Balance on the wrong side* finds a liability that was paid past what was booked.',
  },
  {
    check: 'Depreciation, loan interest and other entries of the month that are missing',
    why: 'What was never entered leaves no trace. Recurring movements of the forecast show the cash ones that stayed away.',
  },
  {
    check: 'Inventory against a count',
    why: 'Counts are not in the books.',
  },
  {
    check: 'Whether a receipt is the right one',
    why: 'We read that a file is attached to a document, never the file.',
  },
  {
    check: 'Tax ids that are wrong',
    why: 'QuickBooks masks them. We keep whether there is one, never what it is.',
  },
];
