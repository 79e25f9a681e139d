import { addDays } from '../../calendar.js';
import { sum } from '../../money.js';
import { plainName } from '../companyNames.js';
import { amountText, countText, keyOf, partyLine } from '../findingLines.js';
import { listText } from '../findingWords.js';
import type { Party } from '../hygieneBooks.js';
import type { HygieneSource } from '../hygieneSource.js';
import { homeAmount } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';

/** Active vendors whose names are one but for case, punctuation and legal form. */
export const duplicateVendor: Rule = {
  id: 'duplicate-vendor',
  title: 'Duplicate vendor',
  about:
    'Active vendors whose names differ only in case, punctuation, blanks or legal form. Bills and payments spread over both, so that balances, 1099 totals and duplicates are hard to see.',
  severity: 'TIDY',
  minutes: 5,
  counted: { one: 'vendor', many: 'vendors' },
  settings: ['duplicateDays'],
  reads: ['PARTIES', 'Bill', 'Purchase', 'POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, { duplicateDays }) => {
    const active = [...source.parties('Vendor').values()].filter(({ active }) => active);
    const alike = [...Map.groupBy(active, ({ name }) => plainName(name))].filter(
      ([name, vendors]) => name !== '' && vendors.length > 1,
    );
    if (alike.length === 0) return [];
    const entered = enteredSince(source, duplicateDays);
    return alike.map(([, vendors]) => findingOf(source, vendors, entered, duplicateDays));
  },
};

interface EnteredFor {
  readonly count: number;
  readonly amount: number;
}

const NONE: EnteredFor = { count: 0, amount: 0 };

/** Bills and expenses of each vendor. */
function enteredSince(source: HygieneSource, days: number): ReadonlyMap<string, EnteredFor> {
  const from = addDays(source.asOf, -days);
  const entered = new Map<string, EnteredFor>();
  for (const type of ['Bill', 'Purchase'] as const) {
    for (const document of source.documents(type)) {
      const { partyId, date } = document;
      if (partyId === null || date < from || date > source.asOf) continue;
      const known = entered.get(partyId) ?? NONE;
      entered.set(partyId, { count: known.count + 1, amount: known.amount + homeAmount(source, document) });
    }
  }
  return entered;
}

/** At stake is what was entered under all of the names but the busiest. */
function findingOf(
  source: HygieneSource,
  vendors: readonly Party[],
  entered: ReadonlyMap<string, EnteredFor>,
  days: number,
): Finding {
  const of = (vendor: Party): EnteredFor => entered.get(vendor.id) ?? NONE;
  const ordered = [...vendors].sort((a, b) => of(b).amount - of(a).amount || (a.id < b.id ? -1 : 1));
  const lines = ordered.map((vendor) => partyLine(vendor, of(vendor).amount));
  const each = ordered.map((vendor) =>
    of(vendor).count === 0
      ? `${vendor.name} (no entries)`
      : `${vendor.name} (${countText(of(vendor).count, 'entry', 'entries')}, ${amountText(source, of(vendor).amount)})`,
  );
  return {
    key: keyOf(lines),
    reason: `Data shows ${vendors.length} vendors with one name: ${listText(each)} in the last ${days} days.`,
    rolling: true,
    moneyAtStake: sum(lines.slice(1).map(({ amount }) => amount)),
    lines,
    fixAt: lines.at(-1)?.place ?? null,
    resolutions: null,
  };
}
