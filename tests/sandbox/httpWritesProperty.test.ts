import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openItems } from '../../sandbox/http/reports/openItems.js';
import { writeEntity } from '../../sandbox/http/writes/entityWrites.js';
import { ServiceFault } from '../../sandbox/http/faults.js';
import type { WriteRequest } from '../../sandbox/http/writes/writeContext.js';
import type { Company } from '../../sandbox/ledger/company.js';
import { smallCompany, TODAY, type SmallCompany } from './smallCompany.js';
import { imbalance } from './writing.js';

/** Picks from a list by any number. */
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

const step = fc.record({
  kind: fc.constantFrom('Bill', 'BillPayment', 'VendorCredit', 'Invoice', 'Payment', 'Purchase', 'Transfer'),
  operation: fc.constantFrom('create', 'create', 'redate', 'amount', 'delete', 'void', 'merge', 'reclassify'),
  which: fc.nat(1000),
  amount: fc.integer({ min: 1, max: 90_000 }),
  date: fc.constantFrom('2026-06-03', '2026-09-30', '2026-11-20', '2026-12-24'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function newBody({ ids, company }: SmallCompany, { kind, amount, date, which }: Step): Record<string, unknown> {
  const ref = (key: string) => ({ value: ids[key] as string });
  const Amount = amount / 100;
  const TxnDate = date;
  const detail = { AccountBasedExpenseLineDetail: { AccountRef: ref('cogs') } };
  const expense = [{ DetailType: 'AccountBasedExpenseLineDetail', Amount, ...detail }];
  const item = { SalesItemLineDetail: { ItemRef: ref('coffee') } };
  const sale = [{ DetailType: 'SalesItemLineDetail', Amount, ...item }];
  const open = pick(company.openDocuments(kind === 'Payment' ? 'Invoice' : 'Bill'), which);
  const part = Math.min(amount, open ? company.openBalance(open) : 0) / 100;
  const linked = part > 0 ? [{ Amount: part, LinkedTxn: [{ TxnId: open?.id, TxnType: open?.type }] }] : [];
  const party = open?.party?.id ?? ids['beans'];
  switch (kind) {
    case 'Bill':
    case 'VendorCredit':
      return { TxnDate, VendorRef: ref(which % 2 ? 'beans' : 'landlord'), Line: expense };
    case 'Invoice':
      return { TxnDate, CustomerRef: ref(which % 2 ? 'amy' : 'bill'), Line: sale };
    case 'Payment':
      return { TxnDate, CustomerRef: { value: party }, TotalAmt: Amount, Line: linked };
    case 'BillPayment':
      return {
        TxnDate,
        VendorRef: { value: party },
        PayType: 'Check',
        CheckPayment: { BankAccountRef: ref('checking') },
        TotalAmt: Amount,
        Line: linked,
      };
    case 'Purchase':
      return { TxnDate, PaymentType: 'CreditCard', AccountRef: ref('card'), Line: expense };
    default:
      return { TxnDate, Amount, FromAccountRef: ref('checking'), ToAccountRef: ref('savings') };
  }
}

function requestOf(made: SmallCompany, asked: Step): WriteRequest {
  if (asked.operation === 'create') return { operation: 'create', include: [], body: newBody(made, asked) };
  const txn = pick(made.company.txns(asked.kind), asked.which);
  const body: Record<string, unknown> = { Id: txn?.id ?? '1', SyncToken: String(txn?.syncToken ?? 0), sparse: true };
  if (asked.operation === 'delete') return { operation: 'delete', include: [], body };
  if (asked.operation === 'void') return { operation: 'void', include: [], body };
  if (asked.operation === 'redate') return { operation: 'update', include: [], body: { ...body, TxnDate: asked.date } };
  return { operation: 'update', include: [], body: { ...newBody(made, asked), ...body } };
}

function act(made: SmallCompany, asked: Step, at: string): void {
  const { company, ids } = made;
  if (asked.operation === 'merge') {
    const [one, two] = company.parties('Vendor').filter(({ mergedInto }) => mergedInto === undefined);
    if (asked.which % 9 === 0 && one && two) company.mergeParties('Vendor', one.id, two.id, at);
    return;
  }
  if (asked.operation === 'reclassify') {
    const type = asked.which % 2 ? 'Expense' : 'Cost of Goods Sold';
    company.updateAccount(ids['cogs'] as string, { type }, at);
    return;
  }
  try {
    writeEntity(asked.kind, requestOf(made, asked), { company, at, today: TODAY, told: () => undefined });
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
  }
}

/** What is open of documents, less what is unapplied of payments and credits, per side. */
function openBalances(company: Company, side: 'Accounts Receivable' | 'Accounts Payable'): number {
  const [documents, ...credits] =
    side === 'Accounts Receivable'
      ? (['Invoice', 'CreditMemo', 'Payment'] as const)
      : (['Bill', 'VendorCredit', 'BillPayment'] as const);
  const sum = (type: Parameters<Company['txns']>[0]): number =>
    company.txns(type).reduce((all, txn) => all + company.openBalance(txn), 0);
  return sum(documents) - credits.reduce((all, type) => all + sum(type), 0);
}

describe('any mixture of writes', () => {
  it('leaves books that balance, and agings that are the open balances', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const made = smallCompany();
        const { company } = made;
        const journalled = { 'Accounts Receivable': 700, 'Accounts Payable': 0 };
        steps.forEach((asked, n) => {
          act(made, asked, new Date(Date.parse(`${TODAY}T12:00:00Z`) + n * 1000).toISOString());
          expect(imbalance(company)).toBe(0);
        });
        for (const side of ['Accounts Receivable', 'Accounts Payable'] as const) {
          const aging = openItems(company, side, '9999-12-31').reduce((sum, { amount }) => sum + amount, 0);
          const control = company.accounts().filter(({ type }) => type === side);
          const ledger = control.reduce((sum, { id }) => sum + company.balance(id), 0);
          expect(aging).toBe(side === 'Accounts Receivable' ? ledger : -ledger);
          expect(openBalances(company, side) + journalled[side]).toBe(aging);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
