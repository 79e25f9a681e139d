/** Random valid changes by seed: what a busy and careless bookkeeper might do to a company's books. */
import type { Company } from '../../../ledger/company.js';
import { addDays } from '../../../ledger/calendar.js';
import type { Account, Party, Txn, TxnType } from '../../../ledger/types.js';
import { decimal } from '../../amount.js';
import { Random } from '../../../companies/random.js';
import { makeChange, type HandResult, type HandWriting } from './handChange.js';
import { HandRefusal } from './handFields.js';
import { typesFor } from './listChanges.js';

type Body = Record<string, unknown>;
type Proposal = (company: Company, random: Random, today: string) => Body | undefined;

const EDITED: readonly TxnType[] = [
  'Bill',
  'Invoice',
  'Purchase',
  'Payment',
  'BillPayment',
  'SalesReceipt',
  'CreditMemo',
  'VendorCredit',
  'JournalEntry',
  'Paycheck',
  'Deposit',
  'Transfer',
];
/** How far back documents are taken from, and how many tries a step has. */
const RECENT = 400;
const TRIES = 40;

const oneOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : random.pick(list);
const amount = (random: Random): string => decimal(random.whole(500, 900_000));

const home =
  (company: Company) =>
  (record: { currency: string; active: boolean }): boolean =>
    record.active && record.currency === company.profile.homeCurrency;
const accountOf = (company: Company, random: Random, types: readonly Account['type'][]): string | undefined =>
  oneOf(
    random,
    company.accounts().filter((a) => home(company)(a) && types.includes(a.type)),
  )?.id;
const partyOf = (company: Company, random: Random, kind: Party['kind']): string | undefined =>
  oneOf(
    random,
    company.parties(kind).filter((p) => home(company)(p) && p.mergedInto === undefined),
  )?.id;
const dateNear = (random: Random, today: string): string =>
  addDays(today, -random.whole(0, 75) + (random.chance(0.15) ? 60 : 0));

/** A document of late, living. */
function someTxn(company: Company, random: Random): Txn | undefined {
  const living = (txn: Txn): boolean =>
    !txn.deleted && !txn.voided && EDITED.includes(txn.type) && txn.currency === company.profile.homeCurrency;
  return oneOf(random, company.txns().slice(-RECENT).filter(living));
}

function creating(type: TxnType, more: (company: Company, random: Random) => Body): Proposal {
  return (company, random, today) => ({
    change: 'create',
    type,
    date: dateNear(random, today),
    amount: amount(random),
    ...more(company, random),
  });
}

const on =
  (propose: (txn: Txn, company: Company, random: Random, today: string) => Body): Proposal =>
  (company, random, today) => {
    const txn = someTxn(company, random);
    return txn && { type: txn.type, id: txn.id, ...propose(txn, company, random, today) };
  };

const paying =
  (type: 'Payment' | 'BillPayment', target: 'Invoice' | 'Bill'): Proposal =>
  (company, random, today) => {
    const open = company
      .openDocuments(target)
      .filter((t) => t.currency === company.profile.homeCurrency && company.openBalance(t) > 0);
    const document = oneOf(random, open);
    if (!document) return undefined;
    const whole = company.openBalance(document);
    return {
      change: 'create',
      type,
      date: dateNear(random, today),
      documentId: document.id,
      amount: decimal(random.chance(0.6) ? whole : random.whole(1, whole)),
      ...(type === 'BillPayment' ? { paidFrom: accountOf(company, random, ['Bank', 'Credit Card']) } : {}),
    };
  };

const onParty =
  (propose: (party: Party, company: Company, random: Random) => Body | undefined): Proposal =>
  (company, random) => {
    const kind = random.chance(0.5) ? 'Customer' : 'Vendor';
    const party = oneOf(
      random,
      company.parties(kind).filter((p) => p.mergedInto === undefined),
    );
    const rest = party && propose(party, company, random);
    return rest && { kind, id: party.id, ...rest };
  };

const SPENT: readonly Account['type'][] = ['Expense', 'Cost of Goods Sold', 'Fixed Asset', 'Other Current Asset'];

const PROPOSALS: readonly [weight: number, Proposal][] = [
  [8, creating('Bill', (c, r) => ({ party: partyOf(c, r, 'Vendor'), account: accountOf(c, r, SPENT) }))],
  [8, creating('Invoice', (c, r) => ({ party: partyOf(c, r, 'Customer'), account: accountOf(c, r, ['Income']) }))],
  [
    8,
    creating('Purchase', (c, r) => ({
      paidFrom: accountOf(c, r, ['Bank', 'Credit Card']),
      account: accountOf(c, r, SPENT),
    })),
  ],
  [5, creating('Paycheck', (c, r) => ({ paidFrom: accountOf(c, r, ['Bank']), account: accountOf(c, r, ['Expense']) }))],
  [
    5,
    creating('JournalEntry', (c, r) => ({
      debitAccount: accountOf(c, r, ['Expense', 'Other Current Asset']),
      creditAccount: accountOf(c, r, ['Other Current Liability', 'Bank', 'Income']),
    })),
  ],
  [7, paying('Payment', 'Invoice')],
  [7, paying('BillPayment', 'Bill')],
  [10, on((_txn, _company, random) => ({ change: 'update', amount: amount(random) }))],
  [12, on((txn, _company, random) => ({ change: 'update', date: addDays(txn.date, random.whole(-70, 70)) }))],
  [
    6,
    on((txn, company, random) => ({
      change: 'update',
      party:
        txn.type === 'Bill' || txn.type === 'VendorCredit'
          ? partyOf(company, random, 'Vendor')
          : partyOf(company, random, 'Customer'),
    })),
  ],
  [
    4,
    on((_txn, company, random) => ({
      change: 'update',
      account: accountOf(company, random, ['Expense', 'Cost of Goods Sold', 'Income']),
    })),
  ],
  [6, on(() => ({ change: 'void' }))],
  [8, on(() => ({ change: 'delete' }))],
  [
    3,
    onParty(({ name }, _company, random) => ({
      change: 'rename',
      name: `${name.replace(/ \(\d+\)$/, '')} (${random.whole(2, 9999)})`,
    })),
  ],
  [2, onParty(({ active }) => ({ change: active ? 'deactivate' : 'activate' }))],
  [
    2,
    onParty((party, company, random) => {
      const into = partyOf(company, random, party.kind);
      return into === undefined || into === party.id ? undefined : { change: 'merge', from: party.id, into };
    }),
  ],
  [
    2,
    (company, random) => {
      const account = oneOf(
        random,
        company.accounts().filter((a) => a.active && typesFor(a).length > 0),
      );
      return account && { change: 'reclassify', kind: 'Account', id: account.id, type: random.pick(typesFor(account)) };
    },
  ],
  [
    1,
    (company, random) => {
      const account = oneOf(
        random,
        company.accounts().filter((a) => ['Expense', 'Other Expense'].includes(a.type)),
      );
      return account && { change: account.active ? 'deactivate' : 'activate', kind: 'Account', id: account.id };
    },
  ],
];

function draw(random: Random): Proposal {
  let ticket = random.next() * PROPOSALS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, proposal] of PROPOSALS) if ((ticket -= weight) < 0) return proposal;
  return PROPOSALS[0]?.[1] ?? (() => undefined);
}

function step(company: Company, random: Random, today: string, writing: HandWriting): HandResult | undefined {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const body = draw(random)(company, random, today);
    if (!body) continue;
    try {
      return makeChange(company, body, writing);
    } catch (error) {
      if (!(error instanceof HandRefusal)) throw error;
    }
  }
  return undefined;
}

/** Makes up to `steps` valid changes, the same for the same seed, books and date; what was refused is drawn again. */
export function randomChanges(
  company: Company,
  seed: string,
  steps: number,
  today: string,
  writing: HandWriting,
): HandResult[] {
  const random = new Random(`hand ${seed}`);
  const made: HandResult[] = [];
  for (let nth = 0; nth < steps; nth += 1) {
    const result = step(company, random, today, writing);
    if (result) made.push(result);
  }
  return made;
}
