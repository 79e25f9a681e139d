import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Txn } from '../../sandbox/ledger/types.js';
import { start, type Running } from './httpHarness.js';
import { REALM, smallCompany, TODAY, type SmallCompany } from './smallCompany.js';
import { receiver, type Receiver } from './webhookReceiver.js';

describe('QuickBooks’ own pages, where links lead', () => {
  let running: Running;
  let endpoint: Receiver;
  let made: SmallCompany;
  beforeEach(async () => {
    made = smallCompany();
    endpoint = await receiver();
    running = await start([made.company], { webhooks: { url: endpoint.url, verifierToken: 'token', gatherMs: 10 } });
    await running.connect(REALM);
  });
  afterEach(async () => {
    await running.stop();
    await running.cleanUp();
    await endpoint.close();
  });

  const id = (key: string): string => made.ids[key] ?? '';
  const address = (page: string, query: Record<string, string>, realm = REALM): string =>
    `/app/${page}?${new URLSearchParams({ ...query, deeplinkcompanyid: realm }).toString()}`;
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${running.url}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${running.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
      headers: { Origin: running.url, ...headers },
    });
  /** Posts a form of a page; the page it comes back to. */
  const change = async (path: string, fields: Record<string, string>): Promise<string> => {
    const answer = await submit(path, fields);
    expect([answer.status, await answer.text()]).toEqual([303, '']);
    const back = answer.headers.get('location') ?? '';
    expect(back).toContain(path.split('&')[0]);
    return (await get(back)).text;
  };
  const document = (page: string, key: string): string => address(page, { txnId: id(key) });
  const open = (type: 'Invoice' | 'Bill' | 'Payment' | 'CreditMemo' | 'VendorCredit', key: string): number =>
    made.company.openBalance(made.company.txn(type, id(key)) as Txn);

  it.each([
    [
      'bill',
      'bill1',
      ['Bean Brothers', 'B-1', '2026-10-01', '310.00 open, 51 days past due', 'Coffee Beans', 'Delivery'],
    ],
    ['invoice', 'invoice1', ['Amy&#39;s Bird Sanctuary', '200.00 open, 82 days past due']],
    ['recvpayment', 'payment1', ['76.00 not applied']],
    ['creditmemo', 'memo1', ['50.00 not applied']],
    ['vendorcredit', 'credit1', ['20.00 not applied']],
    ['salesreceipt', 'receipt1', ['In undeposited funds for 3 days']],
    ['refundreceipt', 'refundReceipt', ['In the books']],
    ['expense', 'purchase1', ['Automobile:Fuel', '43.21']],
    ['billpayment', 'billPayment1', ['Mastercard']],
    ['deposit', 'deposit1', ['Payment']],
    ['transfer', 'transfer', ['Savings']],
    ['journal', 'openingEntry', ['Opening Balance Equity']],
    ['creditcardpayment', 'cardPayment', ['Mastercard']],
    ['invoice', 'voided', ['Void']],
    ['invoice', 'deleted', ['Deleted']],
  ])('shows a document: %s %s', async (page, key, texts) => {
    const { status, text } = await get(document(page, key));
    expect(status).toBe(200);
    for (const each of texts) expect(text).toContain(each);
    expect(text).toContain('<h1>');
    expect(text.includes('value="delete"')).toBe(key !== 'deleted');
  });

  it('shows registers, vendors and customers', async () => {
    const register = await get(address('register', { accountId: id('checking') }));
    expect(register.text).toContain('<h1>Checking</h1>');
    expect(register.text).toMatch(/Balance on 2026-11-21: \d/);
    const vendor = await get(address('vendordetail', { nameId: id('beans') }));
    expect(vendor.text).toContain('tax id ends in 6789, payments tracked for form 1099');
    expect(vendor.text).toContain(`href="/app/bill?txnId=${id('bill1')}&amp;deeplinkcompanyid=${REALM}"`);
    expect((await get(address('customerdetail', { nameId: id('amy') }))).text).toContain('Invoice 1001');
  });

  it.each([
    ['bill', { txnId: '4711' }, REALM, 'There is no bill with the id “4711” in the books of Corner Café.'],
    ['bill', {}, REALM, 'There is no bill with the id “”'],
    ['vendordetail', { nameId: '99' }, REALM, 'There is no vendor with the id “99”'],
    ['register', { accountId: '99' }, REALM, 'There is no account with the id “99”'],
    ['reconcile', {}, REALM, 'QuickBooks’ page “reconcile” is not part of the stand-in.'],
    ['bill', { txnId: '1' }, '1', 'There is no company with the id “1”.'],
  ])('says what is not there: %s %j', async (page, query, realm, why) => {
    const { status, text } = await get(address(page, query as Record<string, string>, realm));
    expect(status).toBe(404);
    expect(text).toContain(why);
    expect(text).toContain('<h1>Not found</h1>');
  });

  it('shows no bill where the id is an invoice’s', async () => {
    expect((await get(address('bill', { txnId: id('invoice1') }))).status).toBe(404);
  });

  it('sets a due date, an amount, a category; tells the app and keeps it', async () => {
    const bill = document('bill', 'bill1');
    const kept = { change: 'update', type: 'Bill', id: id('bill1') };
    await change(bill, { ...kept, form: 'dueDate', dueDate: '2026-12-24' });
    await change(document('bill', 'bill2'), { ...kept, id: id('bill2'), form: 'amount', amount: '900' });
    await change(bill, {
      form: 'categorise-2',
      change: 'categorise',
      type: 'Bill',
      id: id('bill1'),
      line: '2',
      account: id('auto'),
    });
    expect(made.company.txn('Bill', id('bill1'))).toMatchObject({
      dueDate: '2026-12-24',
      lines: [{ amount: 50_000 }, { accountId: id('auto') }],
    });
    expect(made.company.txn('Bill', id('bill2'))?.total).toBe(90_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const told = endpoint.received.flatMap(({ raw }) => JSON.parse(raw) as { type: string }[]);
    expect(told.map(({ type }) => type)).toEqual(Array.from({ length: 3 }, () => 'qbo.bill.updated.v1'));
    const writes = join(running.dataDir, 'writes.jsonl');
    expect(existsSync(writes) && readFileSync(writes, 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('deposits what waits, and only once', async () => {
    const receipt = document('salesreceipt', 'receipt1');
    const fields = {
      form: 'deposit',
      change: 'deposit',
      type: 'SalesReceipt',
      id: id('receipt1'),
      into: id('checking'),
    };
    expect(await change(receipt, { ...fields, date: '2026-11-20' })).toContain('42.00 was deposited to Checking');
    const txn = made.company.txn('SalesReceipt', id('receipt1')) as Txn;
    expect(made.company.depositOf(txn)).toMatchObject({ type: 'Deposit', date: '2026-11-20', total: 4_200 });
    const again = await submit(receipt, fields);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('is not in undeposited funds');
    expect((await get(receipt)).text).not.toContain('Deposit it');
  });

  it('applies payments and credits to what their party owes or is owed', async () => {
    const { company } = made;
    const apply = (page: string, type: string, key: string, documentId: string): Promise<string> =>
      change(document(page, key), { form: 'apply', change: 'apply', type, id: id(key), documentId });
    await apply('recvpayment', 'Payment', 'payment1', id('invoice1'));
    expect([open('Payment', 'payment1'), open('Invoice', 'invoice1')]).toEqual([0, 12_400]);
    await apply('creditmemo', 'CreditMemo', 'memo1', id('invoice2'));
    expect([open('CreditMemo', 'memo1'), open('Invoice', 'invoice2')]).toEqual([0, 65_000]);
    await apply('vendorcredit', 'VendorCredit', 'credit1', id('bill1'));
    expect([open('VendorCredit', 'credit1'), open('Bill', 'bill1')]).toEqual([0, 29_000]);
    expect(company.txns('BillPayment').at(-1)).toMatchObject({ total: 0, date: TODAY });
    const wrong = await submit(document('creditmemo', 'memo1'), {
      form: 'apply',
      change: 'apply',
      type: 'CreditMemo',
      id: id('memo1'),
      documentId: id('invoice1'),
    });
    expect(wrong.status).toBe(400);
  });

  it('attaches a receipt, which change data capture tells of and no webhook', async () => {
    const since = new Date(running.clock.now - 1000).toISOString();
    const expense = document('expense', 'purchase1');
    const fields = { form: 'attach', change: 'attach', type: 'Purchase', id: id('purchase1'), fileName: 'beans.pdf' };
    expect(await change(expense, fields)).toContain('<li>beans.pdf</li>');
    const token = (await running.connect(REALM)).access_token;
    const changes = await running.get(`/cdc?entities=Attachable,Purchase&changedSince=${since}`, token);
    expect(JSON.stringify(changes.body)).toContain('"FileName":"beans.pdf"');
    expect(endpoint.received).toEqual([]);
  });

  it('gives a vendor a tax id, another name, an end', async () => {
    const vendor = address('vendordetail', { nameId: id('landlord') });
    const wrong = await submit(vendor, {
      form: 'setTaxId',
      change: 'setTaxId',
      id: id('landlord'),
      taxIdentifier: '12',
    });
    expect(await wrong.text()).toMatch(/id="setTaxId-taxIdentifier"[^>]*aria-invalid="true"/);
    await change(vendor, { form: 'setTaxId', change: 'setTaxId', id: id('landlord'), taxIdentifier: '98-7654321' });
    await change(vendor, { form: 'rename', change: 'rename', kind: 'Vendor', id: id('landlord'), name: 'High Street' });
    await change(vendor, { form: 'deactivate', change: 'deactivate', kind: 'Vendor', id: id('landlord') });
    expect(made.company.party(id('landlord'), 'Vendor')).toMatchObject({
      name: 'High Street',
      active: false,
      taxIdentifier: '98-7654321',
    });
    await change(address('vendordetail', { nameId: id('beans') }), {
      form: 'merge',
      change: 'merge',
      kind: 'Vendor',
      from: id('beans'),
      into: id('landlord'),
    });
    expect((await get(address('vendordetail', { nameId: id('beans') }))).text).toContain('<h1>High Street</h1>');
  });

  it('brings an account to zero by a journal entry', async () => {
    const register = address('register', { accountId: id('opening') });
    const fields = { form: 'clearAccount', change: 'clearAccount', id: id('opening') };
    expect(made.company.balance(id('opening'))).toBe(-2_000_000);
    await change(register, { ...fields, against: id('draws'), date: TODAY });
    expect(made.company.balance(id('opening'))).toBe(0);
    expect((await submit(register, { ...fields, against: id('draws') })).status).toBe(400);
    expect((await submit(register, { ...fields, against: id('ar') })).status).toBe(400);
  });

  it('records payments, voids and deletes', async () => {
    const bill = document('bill', 'bill2');
    await change(bill, {
      form: 'pay',
      change: 'create',
      type: 'BillPayment',
      documentId: id('bill2'),
      date: TODAY,
      paidFrom: id('checking'),
      amount: '1200.00',
    });
    expect((await get(bill)).text).toContain('Paid');
    const invoice = document('invoice', 'invoice1');
    expect(await change(invoice, { form: 'void', change: 'void', type: 'Invoice', id: id('invoice1') })).toContain(
      'Void',
    );
    const gone = await change(invoice, { form: 'delete', change: 'delete', type: 'Invoice', id: id('invoice1') });
    expect(gone).toContain('was deleted');
    expect(gone).not.toContain('Delete it');
  });

  it('takes changes from its own forms alone, and is never bent by planned faults', async () => {
    const bill = document('bill', 'bill1');
    const fields = { form: 'delete', change: 'delete', type: 'Bill', id: id('bill1') };
    expect((await submit(bill, fields, { Origin: 'http://evil.example' })).status).toBe(403);
    expect(made.company.txn('Bill', id('bill1'))?.deleted).toBe(false);
    const planned = await running.control('POST', 'faults', { times: 5, status: 500 });
    expect(planned.status).toBeLessThan(300);
    expect((await get(bill)).status).toBe(200);
  });
});
