import type { BookDocument, Posting } from '../../books.js';
import { accountsOfType } from '../accountRoles.js';
import { amountText, countText, documentLine, partyLine } from '../findingLines.js';
import type { Party } from '../hygieneBooks.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';

/** A vendor whose payments are reported on form 1099 and whose tax id is not known. */
export const vendorWithoutTaxId: Rule = {
  id: 'vendor-without-tax-id',
  title: '1099 vendor without tax id',
  about:
    'A vendor that QuickBooks tracks for form 1099, without a tax id, paid from bank accounts at least the amount set in this calendar year or, until the end of March, in the last. Card payments do not count: card companies report them.',
  severity: 'TIDY',
  minutes: 10,
  counted: { one: 'vendor', many: 'vendors' },
  settings: ['taxIdPayments'],
  reads: ['Purchase', 'BillPayment', 'POSTINGS', 'ACCOUNTS', 'PARTIES', 'COMPANY', 'AS_OF'],
  find: (source, { taxIdPayments }) => {
    const without = [...source.parties('Vendor').values()].filter(
      ({ vendor1099, hasTaxIdentifier }) => vendor1099 && !hasTaxIdentifier,
    );
    if (without.length === 0) return [];
    const payments = paymentsByVendor(source, new Set(without.map(({ id }) => id)));
    return without.flatMap((vendor) => {
      const years = Map.groupBy(payments.get(vendor.id) ?? [], ({ document }) => document.date.slice(0, 4));
      const largest = [...years]
        .map(([year, paid]) => ({ year, paid, total: paid.reduce((sum, { amount }) => sum + amount, 0) }))
        .filter(({ total }) => total >= taxIdPayments)
        .sort((a, b) => (a.year > b.year ? -1 : 1))[0];
      return largest ? [findingOf(source, vendor, largest)] : [];
    });
  },
};

interface Paid {
  readonly document: BookDocument;
  readonly amount: number;
}

interface YearOfPayments {
  readonly year: string;
  readonly paid: readonly Paid[];
  readonly total: number;
}

/** The last day on which last year's payments are still looked at: form 1099 of a year is filed by then. */
const LAST_YEAR_UNTIL = '03-31';

/** What left bank accounts for each of the vendors, this calendar year and, while its forms are due, the last. */
function paymentsByVendor(source: HygieneSource, vendors: ReadonlySet<string>): ReadonlyMap<string, Paid[]> {
  const year = Number(source.asOf.slice(0, 4)) - (source.asOf.slice(5) <= LAST_YEAR_UNTIL ? 1 : 0);
  const from = `${String(year).padStart(4, '0')}-01-01`;
  const payments = new Map<string, Paid[]>();
  for (const type of ['Purchase', 'BillPayment'] as const) {
    for (const document of source.documents(type)) {
      const { partyId, date } = document;
      if (partyId === null || !vendors.has(partyId) || date < from || date > source.asOf) continue;
      const amount = paidFromBank(source, source.legs(document));
      if (amount <= 0) continue;
      const known = payments.get(partyId);
      if (known) known.push({ document, amount });
      else payments.set(partyId, [{ document, amount }]);
    }
  }
  return payments;
}

function paidFromBank(source: HygieneSource, legs: readonly Posting[]): number {
  const banks = accountsOfType(source, 'Bank');
  return legs.reduce(
    (total, { accountId, debit, credit }) => (banks.has(accountId) ? total + credit - debit : total),
    0,
  );
}

function findingOf(source: HygieneSource, vendor: Party, { year, paid, total }: YearOfPayments): Finding {
  const line = partyLine(vendor, total);
  const lines = paid
    .map(({ document, amount }) => documentLine(source, document, amount))
    .sort((a, b) => (`${b.date ?? ''} ${b.key}` < `${a.date ?? ''} ${a.key}` ? -1 : 1));
  return {
    key: line.key,
    reason: `Data shows ${vendor.name} paid ${amountText(source, total)} in ${year} in ${countText(paid.length, 'payment')}, tracked for form 1099, without a tax id.`,
    moneyAtStake: line.amount,
    lines: [line, ...lines],
    fixAt: line.place,
    resolutions: null,
  };
}
