import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start, type Entity, type Running } from './httpHarness.js';
import { smallCompany, TODAY, type SmallCompany } from './smallCompany.js';
import { acceptedWrites, imbalance, writer, type Writer } from './writing.js';

let made: SmallCompany;
let running: Running;
let client: Writer;

beforeEach(async () => {
  made = smallCompany();
  running = await start([made.company]);
  client = writer(running, (await running.connect()).access_token);
});
afterEach(async () => {
  expect(imbalance(made.company)).toBe(0);
  await running.stop();
  await running.cleanUp();
});

const id = (key: string): string => made.ids[key] as string;
const ref = (key: string) => ({ value: id(key) });
const expense = (key: string, Amount: number) => ({
  DetailType: 'AccountBasedExpenseLineDetail',
  Amount,
  AccountBasedExpenseLineDetail: { AccountRef: ref(key) },
});
const sale = (Amount: number) => ({
  DetailType: 'SalesItemLineDetail',
  Amount,
  SalesItemLineDetail: { ItemRef: ref('coffee') },
});
const bill = (amount: number, more: object = {}) => ({
  VendorRef: ref('beans'),
  Line: [expense('cogs', amount)],
  ...more,
});
const billPayment = (amount: number, billId: string, more: object = {}) => ({
  VendorRef: ref('beans'),
  PayType: 'Check',
  CheckPayment: { BankAccountRef: ref('checking'), PrintStatus: 'NotSet' },
  TotalAmt: amount,
  Line: [{ Amount: amount, LinkedTxn: [{ TxnId: billId, TxnType: 'Bill' }] }],
  ...more,
});

/** The smallest body of each kind, and the name of its amount. */
const SMALLEST: Record<string, () => object> = {
  Bill: () => bill(150),
  BillPayment: () => billPayment(10, id('bill1')),
  VendorCredit: () => bill(20),
  Invoice: () => ({ CustomerRef: ref('amy'), Line: [sale(99.5)], TxnTaxDetail: { TotalTax: 7.96 } }),
  Payment: () => ({
    CustomerRef: ref('amy'),
    TotalAmt: 50,
    Line: [{ Amount: 40, LinkedTxn: [{ TxnId: id('invoice1'), TxnType: 'Invoice' }] }],
  }),
  CreditMemo: () => ({ CustomerRef: ref('amy'), Line: [sale(5)] }),
  SalesReceipt: () => ({ CustomerRef: ref('bill'), Line: [sale(12)] }),
  RefundReceipt: () => ({ CustomerRef: ref('bill'), Line: [sale(3)], DepositToAccountRef: ref('checking') }),
  Purchase: () => ({
    PaymentType: 'CreditCard',
    AccountRef: ref('card'),
    EntityRef: { value: id('beans'), type: 'Vendor' },
    Line: [expense('fuel', 31.4)],
  }),
  CreditCardPayment: () => ({ Amount: 25, BankAccountRef: ref('checking'), CreditCardAccountRef: ref('card') }),
  Deposit: () => ({
    DepositToAccountRef: ref('checking'),
    Line: [
      { Amount: 42, LinkedTxn: [{ TxnId: id('receipt1'), TxnType: 'SalesReceipt' }] },
      { Amount: 1, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: ref('interest') } },
    ],
    CashBack: { AccountRef: ref('draws'), Amount: 3, Memo: 'Pocket' },
  }),
  Transfer: () => ({ Amount: 75, FromAccountRef: ref('checking'), ToAccountRef: ref('savings') }),
  JournalEntry: () => ({
    Line: [
      journal('ar', 'Debit', 8, { Entity: { Type: 'Customer', EntityRef: ref('amy') } }),
      journal('sales', 'Credit', 8),
    ],
  }),
};
function journal(key: string, PostingType: string, Amount: number, more: object = {}) {
  return {
    DetailType: 'JournalEntryLineDetail',
    Amount,
    JournalEntryLineDetail: { PostingType, AccountRef: ref(key), ...more },
  };
}
const keyOf = (kind: string): string => (kind === 'CreditCardPayment' ? 'CreditCardPaymentTxn' : kind);
const create = async (kind: string, body: object): Promise<Entity> => {
  const { body: answered, text } = await client.post(`/${kind.toLowerCase()}`, body);
  const entity = answered[keyOf(kind)] as Entity | undefined;
  if (!entity) throw new Error(text);
  return entity;
};
const unstamped = ({ SyncToken, MetaData, ...rest }: Entity): object => {
  expect([SyncToken, MetaData.LastUpdatedTime]).toBeTruthy();
  return rest;
};

describe.each(Object.keys(SMALLEST))('%s', (kind) => {
  it('is created, read back, updated in full and in part, and deleted', async () => {
    const before = made.company.txns().length;
    const created = await create(kind, SMALLEST[kind]?.() ?? {});
    expect(created).toMatchObject({ SyncToken: '0', sparse: false, domain: 'QBO', TxnDate: TODAY });
    expect(made.company.txns()).toHaveLength(before + 1);
    const path = `/${kind.toLowerCase()}`;
    const read = async (): Promise<Entity> =>
      (await running.get(`${path}/${created.Id}`, (await running.connect()).access_token)).body[keyOf(kind)] as Entity;
    expect(await read()).toEqual(created);

    running.clock.now += 5_000;
    const again = (await client.post(path, created)).body[keyOf(kind)] as Entity;
    expect(again.SyncToken).toBe('1');
    expect(unstamped(again)).toEqual(unstamped(created));
    expect(Date.parse(again.MetaData.LastUpdatedTime)).toBe(Date.parse(created.MetaData.LastUpdatedTime) + 5_000);

    const noted = await client.post(`${path}?operation=update`, {
      Id: created.Id,
      SyncToken: '1',
      sparse: true,
      PrivateNote: 'Seen',
    });
    expect(noted.body[keyOf(kind)]).toMatchObject({ ...unstamped(created), SyncToken: '2', PrivateNote: 'Seen' });
    const { PrivateNote, ...without } = noted.body[keyOf(kind)] as Entity;
    expect(PrivateNote).toBe('Seen');
    const emptied = await client.post(path, without);
    expect(emptied.body[keyOf(kind)]).not.toHaveProperty('PrivateNote');

    expect((await client.post(`${path}?operation=delete`, { Id: created.Id, SyncToken: '1' })).code).toBe('5010');
    const gone = await client.post(`${path}?operation=delete`, { Id: created.Id, SyncToken: '3' });
    expect(gone.body[keyOf(kind)]).toEqual({ domain: 'QBO', status: 'Deleted', Id: created.Id });
    expect((await client.post(path, { ...created, SyncToken: '4' })).code).toBe('610');
    expect(acceptedWrites(running.dataDir).map(({ operation, entity }) => `${operation} ${entity}`)).toEqual(
      ['Create', 'Update', 'Update', 'Update', 'Delete'].map((operation) => `${operation} ${kind}`),
    );
  });
});

describe('the A/P account of a payment', () => {
  it('is the one given, or its bill’s; another than its bill’s is refused', async () => {
    const second = made.company.addAccount(
      { name: 'Trade Payables', type: 'Accounts Payable', subType: 'AccountsPayable', currency: 'USD' },
      '2026-01-02T18:00:00Z',
    ).id;
    const trade = { APAccountRef: { value: second } };
    const due = await client.create('Bill', bill(100, trade));
    const first = made.company.balance(id('ap'));
    const refused = await client.post('/billpayment', billPayment(30, String(due['Id']), { APAccountRef: ref('ap') }));
    expect([refused.status, refused.code, refused.body.Fault?.type]).toEqual([400, '6000', 'ValidationFault']);
    const paid = await client.create('BillPayment', billPayment(30, String(due['Id']), trade));
    expect(paid['APAccountRef']).toEqual({ value: second, name: 'Trade Payables' });
    await client.create('BillPayment', billPayment(20, String(due['Id'])));
    expect([made.company.balance(second), made.company.balance(id('ap'))]).toEqual([-50_00, first]);
    const wrong = await client.post(
      '/billpayment',
      billPayment(1, String(due['Id']), { APAccountRef: ref('checking') }),
    );
    expect(wrong.code).toBe('6010');
  });
});

describe('what follows from a document', () => {
  it('takes a due date from the vendor, the term or the date', async () => {
    const plain = await create('Bill', bill(10, { TxnDate: '2026-11-01' }));
    expect(plain['DueDate']).toBe('2026-11-01');
    expect((await create('Bill', bill(10, { TxnDate: '2026-11-01', SalesTermRef: { value: '15' } })))['DueDate']).toBe(
      '2026-11-16',
    );
    const vendor = await client.create('Vendor', { DisplayName: 'Prompt', TermRef: { value: '30' } });
    const owed = await create('Bill', bill(10, { TxnDate: '2026-11-01', VendorRef: { value: vendor.Id } }));
    expect(owed['DueDate']).toBe('2026-12-01');
    expect((await create('Bill', bill(1, { DueDate: '2027-01-05' })))['DueDate']).toBe('2027-01-05');
  });

  it('moves balances as payments come and go, and marks what they were applied to as changed', async () => {
    running.clock.now += 60_000;
    const paid = await create('BillPayment', billPayment(100, id('bill1')));
    const one = await client.read('Bill', id('bill1'));
    expect(one.Balance).toBe(210);
    expect(one.SyncToken).toBe('0');
    expect(one.MetaData.LastUpdatedTime).toBe(paid.MetaData.LastUpdatedTime);
    expect(one.LinkedTxn).toContainEqual({ TxnId: paid.Id, TxnType: 'BillPaymentCheck' });
    running.clock.now += 60_000;
    await client.post('/billpayment?operation=delete', { Id: paid.Id, SyncToken: '0' });
    const two = await client.read('Bill', id('bill1'));
    expect(two.Balance).toBe(310);
    expect(Date.parse(two.MetaData.LastUpdatedTime)).toBe(Date.parse(one.MetaData.LastUpdatedTime) + 60_000);
  });

  it('moves a bill to another vendor and another month, unless something paid it', async () => {
    const made1 = await create('Bill', bill(12));
    const moved = await client.update('Bill', {
      Id: made1.Id,
      SyncToken: '0',
      sparse: true,
      VendorRef: ref('landlord'),
      TxnDate: '2026-08-15',
    });
    expect(moved).toMatchObject({ TxnDate: '2026-08-15', VendorRef: { value: id('landlord') }, Balance: 12 });
    const refused = await client.post('/bill', {
      Id: id('bill1'),
      SyncToken: '0',
      sparse: true,
      VendorRef: ref('landlord'),
    });
    expect(refused.code).toBe('6000');
  });

  it('leaves a payment unapplied when its invoice is voided or deleted', async () => {
    const invoice = await create('Invoice', { CustomerRef: ref('amy'), Line: [sale(60)] });
    const payment = await create('Payment', {
      CustomerRef: ref('amy'),
      TotalAmt: 60,
      Line: [{ Amount: 60, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }],
    });
    const voided = await client.post('/invoice?operation=void', { Id: invoice.Id, SyncToken: '0' });
    expect(voided.body.Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided', SyncToken: '1' });
    expect(voided.body.Invoice.Line[0]?.Amount).toBe(0);
    expect((await client.read('Payment', payment.Id))['UnappliedAmt']).toBe(60);
    const edited = await client.update('Invoice', {
      Id: invoice.Id,
      SyncToken: '1',
      sparse: true,
      PrivateNote: 'Oops',
    });
    expect(edited).toMatchObject({ TotalAmt: 0, PrivateNote: 'Oops' });
    expect((await client.post('/invoice?operation=delete', { Id: invoice.Id, SyncToken: '2' })).status).toBe(200);
  });

  it.each(['?operation=void', '?operation=update&include=void', '?include=void'])(
    'voids a payment by %s',
    async (query) => {
      const payment = await create('Payment', SMALLEST['Payment']?.() ?? {});
      const open = (await client.read('Invoice', id('invoice1'))).Balance;
      const { body } = await client.post(`/payment${query}`, { Id: payment.Id, SyncToken: '0', sparse: true });
      expect(body.Payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, PrivateNote: 'Voided' });
      expect((await client.read('Invoice', id('invoice1'))).Balance).toBe(open + 40);
      expect(acceptedWrites(running.dataDir).at(-1)).toMatchObject({ operation: 'Void', entity: 'Payment', total: 0 });
    },
  );
});

describe('refusals', () => {
  const refusals: [string, string, () => [string, unknown]][] = [
    ['2020', 'no vendor', () => ['/bill', { Line: [expense('cogs', 1)] }]],
    ['2020', 'no lines', () => ['/bill', { VendorRef: ref('beans') }]],
    ['2020', 'no token', () => ['/bill', { Id: id('bill1'), sparse: true }]],
    ['2010', 'a property that is not there', () => ['/bill', bill(1, { VendorReference: 'x' })]],
    [
      '2010',
      'an amount that is none',
      () => ['/bill', { VendorRef: ref('beans'), Line: [{ ...expense('cogs', 1), Amount: 'x' }] }],
    ],
    ['2010', 'a date that is none', () => ['/bill', bill(1, { TxnDate: '2026-02-30' })]],
    ['2010', 'a body that is no JSON', () => ['/bill', '{']],
    ['2030', 'an id that is no number', () => ['/bill', { Id: '1.5', SyncToken: '0', sparse: true }]],
    ['2050', 'too long a number', () => ['/bill', bill(1, { DocNumber: '1234567890123456789012' })]],
    ['2170', 'another way to pay', () => ['/billpayment', billPayment(1, id('bill1'), { PayType: 'Barter' })]],
    ['2500', 'an unknown vendor', () => ['/bill', bill(1, { VendorRef: { value: '9999' } })]],
    [
      '2500',
      'an unknown account',
      () => [
        '/bill',
        {
          VendorRef: ref('beans'),
          Line: [{ ...expense('cogs', 1), AccountBasedExpenseLineDetail: { AccountRef: { value: '9999' } } }],
        },
      ],
    ],
    ['2500', 'a bill that is not there', () => ['/billpayment', billPayment(1, '9999')]],
    ['610', 'an entity that is not there', () => ['/bill', { Id: '99999', SyncToken: '0', sparse: true }]],
    ['5010', 'an old token', () => ['/bill', { Id: id('bill1'), SyncToken: '7', sparse: true }]],
    ['6000', 'more than is open', () => ['/billpayment', billPayment(5_000, id('bill1'))]],
    ['6000', "somebody else's bill", () => ['/billpayment', billPayment(1, id('bill2'))]],
    [
      '6000',
      'less than is applied',
      () => ['/bill', { Id: id('bill1'), SyncToken: '0', sparse: true, Line: [expense('cogs', 1)] }],
    ],
    [
      '6000',
      'a journal out of balance',
      () => ['/journalentry', { Line: [journal('rent', 'Debit', 2), journal('sales', 'Credit', 1)] }],
    ],
    [
      '6000',
      'receivables without a name',
      () => ['/journalentry', { Line: [journal('ar', 'Debit', 2), journal('sales', 'Credit', 2)] }],
    ],
    [
      '6010',
      'a bill payment from an expense account',
      () => ['/billpayment', billPayment(1, id('bill1'), { CheckPayment: { BankAccountRef: ref('rent') } })],
    ],
    ['6240', 'a name in use', () => ['/vendor', { DisplayName: "AMY'S bird sanctuary" }]],
    [
      '6540',
      'a deposited payment deleted',
      () => ['/payment?operation=delete', { Id: id('payment1'), SyncToken: '0' }],
    ],
    [
      '6540',
      'a deposited payment changed',
      () => ['/payment', { Id: id('payment1'), SyncToken: '0', sparse: true, TotalAmt: 500 }],
    ],
    ['500', 'an entity that cannot be written', () => ['/taxpayment', { PaymentAmount: 1 }]],
    ['500', 'a vendor deleted', () => ['/vendor?operation=delete', { Id: id('beans'), SyncToken: '0' }]],
  ];
  it.each(refusals)('%s: %s', async (code, _what, request) => {
    const [path, body] = request();
    const before = JSON.stringify(made.company.txns());
    const answered = await client.post(path, body);
    expect([answered.status, answered.code]).toEqual([400, code]);
    expect(JSON.stringify(made.company.txns())).toBe(before);
    expect(acceptedWrites(running.dataDir)).toEqual([]);
  });
});
