/**
 * A small company for one run: eight months of invoices, bills, what paid them, purchases and paychecks, some left open.
 * The same for the same seed and last day. Its journal is a file: what the runs compare with.
 */
import { COMMON_ACCOUNTS } from '../../dist/sandbox/companies/accounts.js';
import { addDays } from '../../dist/sandbox/ledger/calendar.js';
import { Company } from '../../dist/sandbox/ledger/company.js';
import { Random } from './seeding.mjs';

const DAYS = 243;
const PARTIES = 5;
const ACCOUNTS = [
  ...['checking', 'receivable', 'payable', 'undeposited', 'prepaid', 'equipment', 'payrollLiabilities'],
  ...['openingEquity', 'retained', 'uncategorisedIncome', 'goods', 'wages', 'rent', 'supplies', 'software', 'travel'],
];
const COSTS = ['goods', 'rent', 'supplies', 'software', 'travel'];

/** A company with so many documents, the newest of `today`. */
export function chaosCompany({ realmId, seed, today, documents, journal }) {
  const random = new Random(`company ${seed}`);
  const first = addDays(today, -DAYS);
  let date = first;
  const at = () => `${date}T05:00:00.000Z`;
  const company = Company.create(profileOf(realmId, seed, first), {}, at(), journal);
  const ids = openLists(company, at());
  const post = (input) => company.post({ date, ...input }, at());
  const side = (key, amount, side) => ({ accountId: ids[key], amount, side });
  post({
    type: 'JournalEntry',
    lines: [side('checking', 9_000_000, 'debit'), side('openingEquity', 9_000_000, 'credit')],
  });
  for (let made = 1; made < documents; made += 1) {
    date = addDays(first, Math.floor((DAYS * made) / documents));
    writeOne({ company, ids, random, post });
  }
  company.flush();
  return company;
}

function profileOf(realmId, seed, startDate) {
  const name = `Chaos ${seed}`;
  return {
    ...{ realmId, name, legalName: `${name} LLC`, industry: 'Trade', country: 'US', homeCurrency: 'USD' },
    ...{ multiCurrency: false, fiscalYearStartMonth: 1, timeZone: 'America/New_York', startDate },
    email: 'books@chaos.example',
  };
}

function openLists(company, at) {
  const ids = {};
  for (const key of ACCOUNTS) {
    const { name, type, subType } = COMMON_ACCOUNTS[key];
    ids[key] = company.addAccount({ name, type, subType, currency: 'USD' }, at).id;
  }
  for (let nth = 1; nth <= PARTIES; nth += 1)
    for (const kind of ['Customer', 'Vendor']) {
      const email = `${kind.toLowerCase()}${nth}@chaos.example`;
      company.addParty({ kind, name: `${kind} ${nth}`, currency: 'USD', email }, at);
    }
  return ids;
}

/** One document: a quarter each sold and bought, the rest pays what is open or stands alone. */
function writeOne({ company, ids, random, post }) {
  const amount = random.whole(2_000, 90_000);
  const party = (kind) => {
    const { id, name } = random.pick(company.parties(kind));
    return { kind, id, name };
  };
  const cost = { accountId: ids[random.pick(COSTS)], amount };
  const paying = (type, document, more) =>
    post({ type, party: document.party, total: document.total, links: [linkTo(document)], ...more });
  const [invoice] = company.openDocuments('Invoice');
  const [bill] = company.openDocuments('Bill');
  const draw = random.next();
  if (draw < 0.25 || (draw < 0.45 && !invoice))
    return post({ type: 'Invoice', party: party('Customer'), lines: [{ accountId: ids.uncategorisedIncome, amount }] });
  if (draw < 0.45) return paying('Payment', invoice, {});
  if (draw < 0.65 || (draw < 0.8 && !bill)) return post({ type: 'Bill', party: party('Vendor'), lines: [cost] });
  if (draw < 0.8) return paying('BillPayment', bill, { payType: 'Check', accountId: ids.checking });
  if (draw < 0.93)
    return post({ type: 'Purchase', payType: 'Check', party: party('Vendor'), accountId: ids.checking, lines: [cost] });
  const employee = { kind: 'Employee', id: '1', name: 'Emily Platt' };
  const wages = { accountId: ids.wages, amount, side: 'debit' };
  return post({ type: 'Paycheck', party: employee, accountId: ids.checking, lines: [wages] });
}

function linkTo({ type, id, total }) {
  return { type, id, amount: total };
}
