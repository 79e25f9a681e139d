import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start, type Running } from './httpHarness.js';
import { emptyCompany, smallCompany, TODAY, type SmallCompany } from './smallCompany.js';
import { acceptedWrites, imbalance, writer, type Writer } from './writing.js';

let made: SmallCompany;
let running: Running;
let token: string;
let client: Writer;

async function open(company: SmallCompany): Promise<void> {
  made = company;
  running = await start([made.company]);
  token = (await running.connect()).access_token;
  client = writer(running, token);
}
beforeEach(() => open(smallCompany()));
afterEach(async () => {
  expect(imbalance(made.company)).toBe(0);
  await running.stop();
  await running.cleanUp();
});

const id = (key: string): string => made.ids[key] as string;
const ref = (key: string) => ({ value: id(key) });
const rows = async (query: string): Promise<unknown[]> =>
  Object.values((await running.get(`/query?query=${encodeURIComponent(query)}`, token)).body.QueryResponse).find(
    Array.isArray,
  ) ?? [];
const CDC_FROM = `${TODAY}T00:00:00Z`;

describe.each([
  [
    'Customer',
    { DisplayName: 'New Friend', PrimaryEmailAddr: { Address: 'n@example.com' } },
    { DisplayName: 'Friend' },
  ],
  ['Vendor', { DisplayName: 'New Supplier', Vendor1099: true, TaxIdentifier: '98-7654321' }, { Vendor1099: false }],
  ['Account', { Name: 'Petty Cash', AccountType: 'Bank', AccountSubType: 'CashOnHand' }, { Name: 'Till' }],
  ['Item', { Name: 'Tasting', Type: 'Service', UnitPrice: 15 }, { UnitPrice: 20 }],
])('%s', (kind, body, change) => {
  it('is created, changed, made inactive and active again, and never deleted', async () => {
    const created = await client.create(kind, kind === 'Item' ? { ...body, IncomeAccountRef: ref('sales') } : body);
    expect(created).toMatchObject({ Active: true, SyncToken: '0' });
    const same = await client.update(kind, created);
    expect({ ...same, SyncToken: '0', MetaData: 0 }).toEqual({ ...created, MetaData: 0 });
    const changed = await client.update(kind, { Id: created.Id, SyncToken: '1', sparse: true, ...change });
    expect(changed).toMatchObject({ ...change, SyncToken: '2' });
    const name = kind === 'Customer' || kind === 'Vendor' ? 'DisplayName' : 'Name';
    const gone = await client.update(kind, { Id: created.Id, SyncToken: '2', sparse: true, Active: false });
    expect(gone[name]).toBe(`${String(changed[name])} (deleted)`);
    const found = await rows(`select * from ${kind} where Id = '${created.Id}'`);
    expect(found).toEqual([]);
    const back = await client.update(kind, { ...gone, Active: true });
    expect(back[name]).toBe(changed[name]);
    expect(
      (await client.post(`/${kind.toLowerCase()}?operation=delete`, { Id: created.Id, SyncToken: '4' })).code,
    ).toBe('500');
  });
});

describe('accounts', () => {
  it('are reclassified, and the statements follow', async () => {
    const report = async (): Promise<string> =>
      (await running.get(`/reports/BalanceSheet?start_date=2026-01-01&end_date=${TODAY}`, token)).text;
    const savings = await client.read('Account', id('savings'));
    const bank = /"Total Bank Accounts"},\{"value":"([-\d.]+)"/;
    const before = Number(bank.exec(await report())?.[1]);
    await client.update('Account', {
      ...savings,
      AccountType: 'Other Current Asset',
      AccountSubType: 'OtherCurrentAssets',
    });
    expect(Number(bank.exec(await report())?.[1])).toBe(before - 1000);
    expect((await client.read('Account', id('savings')))['Classification']).toBe('Asset');
  });

  it('that QuickBooks itself posts to stay what they are; names are single among siblings', async () => {
    const payable = await client.read('Account', id('ap'));
    expect((await client.post('/account', { ...payable, AccountType: 'Other Current Liability' })).code).toBe('6000');
    expect((await client.post('/account', { Name: 'checking', AccountType: 'Bank' })).code).toBe('6240');
    expect((await client.post('/account', { Name: 'Odd', AccountType: 'Odd' })).code).toBe('2170');
    expect((await client.post('/account', { Name: 'Odd' })).code).toBe('2020');
    const under = await client.create('Account', {
      Name: 'Checking',
      AccountType: 'Bank',
      SubAccount: true,
      ParentRef: ref('savings'),
    });
    expect(under['FullyQualifiedName']).toBe('Savings:Checking');
  });

  it('made inactive stay on what they are on and come onto nothing new', async () => {
    const rent = await client.read('Account', id('rent'));
    await client.update('Account', { ...rent, Active: false });
    const line = {
      DetailType: 'AccountBasedExpenseLineDetail',
      Amount: 5,
      AccountBasedExpenseLineDetail: { AccountRef: ref('rent') },
    };
    expect((await client.post('/bill', { VendorRef: ref('landlord'), Line: [line] })).code).toBe('610');
    const bill = await client.read('Bill', id('bill2'));
    expect((await client.update('Bill', { ...bill, PrivateNote: 'still here' })).Balance).toBe(1200);
  });
});

describe('merging two vendors by hand', () => {
  it('leaves one with the documents of both, and a stub of the other', async () => {
    const before = made.company.openDocuments('Bill').reduce((sum, bill) => sum + made.company.openBalance(bill), 0);
    const stamps = made.company.txns('Bill').map(({ updatedAt }) => updatedAt);
    made.company.mergeParties('Vendor', id('beans'), id('landlord'), new Date(running.clock.now).toISOString());
    expect(made.company.txns('Bill').map(({ updatedAt }) => updatedAt)).toEqual(stamps);
    const bill = await client.read('Bill', id('bill1'));
    expect(bill).toMatchObject({
      VendorRef: { value: id('landlord'), name: 'Main Street Properties' },
      SyncToken: '0',
    });
    expect((await running.get(`/vendor/${id('beans')}`, token)).body.Fault.Error[0]?.code).toBe('610');
    expect(await rows('select * from Vendor where Active in (true, false)')).toHaveLength(2);
    const [vendors] = await client.changes('Vendor', CDC_FROM);
    const stub = {
      domain: 'QBO',
      status: 'Deleted',
      Id: id('beans'),
      MetaData: { LastUpdatedTime: expect.any(String) },
    };
    expect(vendors?.['Vendor']).toContainEqual(stub);
    const balance = (await client.read('Vendor', id('landlord'))).Balance;
    const credits = made.company
      .openDocuments('VendorCredit')
      .reduce((sum, txn) => sum + made.company.openBalance(txn), 0);
    expect(Math.round(balance * 100)).toBe(before - credits);
    expect((await client.post('/bill', { VendorRef: ref('beans'), Line: [] })).code).toBe('2500');
    expect(() => made.company.mergeParties('Vendor', id('beans'), id('landlord'), CDC_FROM)).toThrow(/cannot become/);
  });
});

describe('preferences', () => {
  it('close the books through a date', async () => {
    await running.stop();
    await open(emptyCompany({ bookCloseDate: '2026-09-30' }));
    const transfer = (TxnDate: string) => ({
      TxnDate,
      Amount: 5,
      FromAccountRef: ref('checking'),
      ToAccountRef: ref('savings'),
    });
    expect((await client.post('/transfer', transfer('2026-09-30'))).code).toBe('6210');
    const made1 = await client.create('Transfer', transfer('2026-10-01'));
    expect((await client.post('/transfer', { ...made1, TxnDate: '2026-09-01' })).code).toBe('6210');
  });

  it('ask for numbers that are used once', async () => {
    await running.stop();
    await open(emptyCompany({ refusesDuplicateNumbers: true }));
    const bill = (vendor: string, more: object = {}) => ({
      VendorRef: ref(vendor),
      DocNumber: 'X1',
      Line: [
        {
          DetailType: 'AccountBasedExpenseLineDetail',
          Amount: 5,
          AccountBasedExpenseLineDetail: { AccountRef: ref('rent') },
        },
      ],
      ...more,
    });
    const first = await client.create('Bill', bill('beans'));
    expect((await client.post('/bill', bill('beans'))).code).toBe('6140');
    expect((await client.post('/bill?include=allowduplicatedocnum', bill('beans'))).status).toBe(200);
    expect((await client.post('/bill', bill('landlord'))).status).toBe(200);
    expect((await client.post('/bill', first)).code).toBe('6140');
    expect(acceptedWrites(running.dataDir)).toHaveLength(3);
  });
});
