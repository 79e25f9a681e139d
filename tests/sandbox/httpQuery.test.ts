import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { start, type Body, type Entity, type Running } from './httpHarness.js';
import { smallCompany, type SmallCompany } from './smallCompany.js';

describe('queries and reads', () => {
  let running: Running;
  let token: string;
  let made: SmallCompany;
  beforeAll(async () => {
    made = smallCompany();
    running = await start([made.company]);
    token = (await running.connect()).access_token;
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const ask = async (statement: string): Promise<Body> =>
    (await running.get(`/query?query=${encodeURIComponent(statement)}`, token)).body;
  const rows = async (statement: string, key: string): Promise<Entity[]> =>
    (await ask(statement)).QueryResponse[key] ?? [];
  const numbers = async (statement: string): Promise<string[]> =>
    (await rows(statement, 'Invoice')).map((row) => row.DocNumber);
  const read = async (path: string): Promise<Body> => (await running.get(path, token)).body;

  it('answers a page with its position and, for the recorded entities only, a total', async () => {
    expect((await ask('select * from Invoice')).QueryResponse).toMatchObject({
      startPosition: 1,
      maxResults: 3,
      totalCount: 3,
    });
    const vendors = (await ask('select * from Vendor')).QueryResponse;
    expect(vendors).toMatchObject({ startPosition: 1, maxResults: 2 });
    expect('totalCount' in vendors).toBe(false);
    expect((await ask("select * from Invoice where DocNumber = 'none'")).QueryResponse).toEqual({});
    expect((await ask('select count(*) from Invoice')).QueryResponse).toEqual({ totalCount: 3 });
    expect((await ask('select * from Estimate')).QueryResponse).toEqual({});
  });

  it('takes keywords in any case and clauses in any order, lower-case entity names, and a POST body', async () => {
    const expected = ['1002', '1001'];
    expect(
      await numbers("SELECT * FROM invoice MAXRESULTS 2 STARTPOSITION 1 ORDER BY DueDate DESC WHERE Balance > '0'"),
    ).toEqual(expected);
    expect(
      await numbers(
        "select Id, Balance from Invoice where Balance > '0' orderby DueDate desc startposition 1 maxresults 2;",
      ),
    ).toEqual(expected);
    const posted = await fetch(`${running.url}/v3/company/${made.company.profile.realmId}/query`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/text', Accept: 'application/json' },
      body: 'select count(*) from invoice',
    });
    expect(((await posted.json()) as Body).QueryResponse).toEqual({ totalCount: 3 });
  });

  it('pages from 1', async () => {
    expect(await numbers('select * from Invoice startposition 2 maxresults 1')).toEqual(['1002']);
    expect(await numbers('select * from Invoice startposition 4')).toEqual([]);
  });

  it.each([
    ["DocNumber IN ('1001','1002')", ['1001', '1002']],
    ["DocNumber LIKE '%02'", ['1002']],
    ["DocNumber like '100%' and TxnDate >= '2026-10-01'", ['1002', '1003']],
    ["TxnDate < '2026-10-01'", ['1001']],
    ['TotalAmt <= 324.00 AND TotalAmt > 0', ['1001']],
    ["BillEmail = ' '", ['1002', '1003']],
    ["MetaData.LastUpdatedTime > '2026-10-02T00:00:00-07:00'", ['1002', '1003']],
    ["MetaData.LastUpdatedTime >= '2026-10-15T15:30:00Z'", ['1002']],
    ["CustomerRef = '2'", ['1002']],
  ])('where %s', async (where, expected) => {
    expect(await numbers(`select * from Invoice where ${where}`)).toEqual(expected);
  });

  it('escapes an apostrophe with a backslash', async () => {
    const found = await rows("select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'", 'Customer');
    expect(found.map((c) => c.DisplayName)).toEqual(["Amy's Bird Sanctuary"]);
  });

  it('hides inactive records unless Active is asked for, and names them deleted', async () => {
    const names = async (where: string): Promise<unknown[]> =>
      (await rows(`select * from Vendor ${where}`, 'Vendor')).map((v) => v.DisplayName);
    expect(await names('')).toEqual(['Bean Brothers', 'Main Street Properties']);
    expect(await names('where Active = false')).toEqual(['Old Vendor (deleted)']);
    expect(await names('where Active IN (true, false)')).toHaveLength(3);
    expect((await ask('select count(*) from Vendor')).QueryResponse).toEqual({ totalCount: 2 });
  });

  it.each([
    ['select * from Custmoer', '4001', 'QueryValidationError: invalid context declaration: Custmoer'],
    [
      'select * from Bill startposition 0',
      '4001',
      'QueryValidationError: value 0 is too small. Min allowed value is 1',
    ],
    [
      'select * from Bill maxresults 1001',
      '4001',
      'QueryValidationError: value 1001 is too large. Max allowed value is 1000',
    ],
    [
      "select * from Bill where Nonsense = '1'",
      '4001',
      'QueryValidationError: Property Nonsense not found for Entity Bill',
    ],
    ["select * from Bill where Id = '1' or Id = '2'", '4000', 'QueryParserError: '],
    ['select * from Bill, Vendor', '4000', 'QueryParserError: '],
    ["select * from Bill where DocNumber = 'open", '4000', 'QueryParserError: '],
    ['delete from Bill', '4000', 'QueryParserError: '],
    ['', '4000', 'QueryParserError: '],
  ])('refuses %s', async (statement, code, detail) => {
    const { status, body } = await running.get(`/query?query=${encodeURIComponent(statement)}`, token);
    const error = body.Fault.Error[0];
    expect(status).toBe(400);
    expect([body.Fault.type, error?.code]).toEqual(['ValidationFault', code]);
    expect(error?.Detail.startsWith(detail)).toBe(true);
  });

  it('prints amounts with cents, zero as 0, leaves out what is empty and stamps in Pacific time', async () => {
    const { text } = await running.get(`/invoice/${made.ids['invoice1']}`, token);
    expect(text).toContain('"TotalAmt":324.00');
    expect(text).toContain('"Balance":200.00');
    expect(text).toContain('"TotalTax":24.00');
    expect(text).not.toMatch(/:null|undefined/);
    const { Invoice: invoice } = JSON.parse(text) as { Invoice: Entity };
    expect(invoice).toMatchObject({ domain: 'QBO', sparse: false, Id: made.ids['invoice1'], SyncToken: '0' });
    expect(invoice.MetaData.CreateTime).toBe('2026-08-01T08:30:00-07:00');
    expect(invoice.LinkedTxn).toEqual([{ TxnId: made.ids['payment1'], TxnType: 'Payment' }]);
    expect(invoice.Line.map((l) => l.DetailType)).toEqual(['SalesItemLineDetail', 'SubTotalLineDetail']);
    expect((await running.get(`/bill/${made.ids['bill2']}`, token)).body.Bill.MetaData.CreateTime).toBe(
      '2026-11-10T07:30:00-08:00',
    );
    expect((await running.get(`/invoice/${made.ids['voided']}`, token)).text).toContain('"TotalAmt":0,');
  });

  it('links both ways, and shows card payments of bills as BillPaymentCheck', async () => {
    const bill = (await read(`/bill/${made.ids['bill1']}`)).Bill;
    expect(bill.LinkedTxn).toEqual([{ TxnId: made.ids['billPayment1'], TxnType: 'BillPaymentCheck' }]);
    expect(bill.Balance).toBe(310);
    const payment = (await read(`/billpayment/${made.ids['billPayment1']}`)).BillPayment;
    expect(payment).toMatchObject({
      PayType: 'CreditCard',
      TotalAmt: 200,
      CreditCardPayment: { CCAccountRef: { value: made.ids['card'] } },
    });
    expect(payment.Line.map((l) => [l.Amount, l.LinkedTxn[0]?.TxnType])).toEqual([
      [240, 'Bill'],
      [40, 'VendorCredit'],
    ]);
    const received = (await read(`/payment/${made.ids['payment1']}`)).Payment;
    expect(received).toMatchObject({ UnappliedAmt: 76, TotalAmt: 200, LinkedTxn: [{ TxnType: 'Deposit' }] });
    const deposit = (await read(`/deposit/${made.ids['deposit1']}`)).Deposit;
    expect(deposit.TotalAmt).toBe(201.5);
    expect(deposit.Line[0]?.LinkedTxn).toEqual([{ TxnId: made.ids['payment1'], TxnType: 'Payment', TxnLineId: '0' }]);
  });

  it('reads every entity, by id and by query', async () => {
    const of: [string, string, string][] = [
      ['Account', 'checking', 'Account'],
      ['Customer', 'amy', 'Customer'],
      ['Vendor', 'beans', 'Vendor'],
      ['Item', 'coffee', 'Item'],
      ['Bill', 'bill1', 'Bill'],
      ['BillPayment', 'billPayment1', 'BillPayment'],
      ['VendorCredit', 'credit1', 'VendorCredit'],
      ['Invoice', 'invoice1', 'Invoice'],
      ['Payment', 'payment1', 'Payment'],
      ['CreditMemo', 'memo1', 'CreditMemo'],
      ['SalesReceipt', 'receipt1', 'SalesReceipt'],
      ['RefundReceipt', 'refundReceipt', 'RefundReceipt'],
      ['Purchase', 'purchase1', 'Purchase'],
      ['CreditCardPayment', 'cardPayment', 'CreditCardPaymentTxn'],
      ['TaxPayment', 'taxPayment', 'TaxPayment'],
      ['Deposit', 'deposit1', 'Deposit'],
      ['Transfer', 'transfer', 'Transfer'],
      ['JournalEntry', 'openingEntry', 'JournalEntry'],
    ];
    for (const [name, id, key] of of) {
      const single = (await read(`/${name.toLowerCase()}/${made.ids[id]}`))[key] as Entity;
      expect([name, single.Id]).toEqual([name, made.ids[id]]);
      const list = await rows(`select * from ${name} where Id = '${made.ids[id]}'`, key);
      expect(list).toEqual([single]);
    }
    expect((await read(`/companyinfo/${made.company.profile.realmId}`)).CompanyInfo).toMatchObject({
      Id: '1',
      CompanyName: 'Corner Café',
      FiscalYearStartMonth: 'January',
    });
    expect((await read('/preferences')).Preferences).toMatchObject({
      CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
    });
  });

  it('has no entity for payroll and does not show deleted documents', async () => {
    expect((await running.get(`/purchase/${made.ids['paycheck']}`, token)).body.Fault.Error[0]?.code).toBe('610');
    const gone = await running.get(`/invoice/${made.ids['deleted']}`, token);
    expect([gone.status, gone.body.Fault.Error[0]?.code]).toEqual([400, '610']);
    expect(await numbers('select * from Invoice')).not.toContain('1004');
  });

  it('refuses a bad id without a time, and uploads as unsupported', async () => {
    const bad = await running.get('/bill/1.5', token);
    expect(bad.body).toEqual({
      Fault: {
        Error: [{ Message: 'Invalid ID', Detail: 'Id should be a valid number. Supplied value:1.5', code: '2030' }],
        type: 'ValidationFault',
      },
    });
    for (const path of ['upload', 'taxpayment', 'bill?operation=explode', 'invoice/1/print']) {
      const answer = await fetch(`${running.url}/v3/company/${made.company.profile.realmId}/${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: '{}',
      });
      const body = (await answer.json()) as Body;
      expect([answer.status, body.Fault.Error[0]?.code, body.Fault.Error[0]?.Message]).toEqual([
        400,
        '500',
        'Unsupported Operation',
      ]);
    }
  });

  it('closes receivables and payables to the control accounts', async () => {
    const sum = (list: Entity[], field: string): number =>
      Math.round(list.reduce((all, row) => all + Number(row[field]), 0) * 100);
    const [invoices, payments, memos] = [
      await rows('select * from Invoice', 'Invoice'),
      await rows('select * from Payment', 'Payment'),
      await rows('select * from CreditMemo', 'CreditMemo'),
    ];
    const receivable = (await read(`/account/${made.ids['ar']}`)).Account;
    const journal = 700;
    expect(Math.round(receivable.CurrentBalance * 100)).toBe(
      sum(invoices, 'Balance') - sum(payments, 'UnappliedAmt') - sum(memos, 'RemainingCredit') + journal,
    );
    expect(Math.round(receivable.CurrentBalance * 100)).toBe(
      sum(await rows('select * from Customer', 'Customer'), 'BalanceWithJobs'),
    );
    const payable = (await read(`/account/${made.ids['ap']}`)).Account;
    const vendors = await rows('select * from Vendor where Active IN (true, false)', 'Vendor');
    expect(Math.round(payable.CurrentBalance * 100)).toBe(-sum(vendors, 'Balance'));
    expect(Math.round(payable.CurrentBalance * 100)).toBe(
      sum(await rows('select * from VendorCredit', 'VendorCredit'), 'Balance') -
        sum(await rows('select * from Bill', 'Bill'), 'Balance'),
    );
  });
});
