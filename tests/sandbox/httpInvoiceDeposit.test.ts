import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start, type Entity, type Running } from './httpHarness.js';
import { group, labelled, type Report } from './reportReading.js';
import { emptyCompany, REALM, TODAY, type SmallCompany } from './smallCompany.js';
import { imbalance, writer, type Writer } from './writing.js';

let made: SmallCompany;
let running: Running;
let token: string;
let client: Writer;

beforeEach(async () => {
  made = emptyCompany();
  running = await start([made.company]);
  token = (await running.connect()).access_token;
  client = writer(running, token);
});
afterEach(async () => {
  expect(imbalance(made.company)).toBe(0);
  await running.stop();
  await running.cleanUp();
});

const id = (key: string): string => made.ids[key] as string;
const ref = (key: string) => ({ value: id(key) });
const balances = (...keys: string[]): number[] => keys.map((key) => made.company.balance(id(key)));
const sale = (Amount: number) => ({
  DetailType: 'SalesItemLineDetail',
  Amount,
  SalesItemLineDetail: { ItemRef: ref('coffee') },
});
const invoice = (more: object) => ({ TxnDate: TODAY, CustomerRef: ref('amy'), Line: [sale(1_000)], ...more });

async function ask(name: string, query: string): Promise<Report> {
  const { status, body } = await running.get(`/reports/${name}?${query}`, token);
  expect(status).toBe(200);
  return body as unknown as Report;
}

const pay = (total: number, to: Entity): Promise<Entity> =>
  client.create('Payment', {
    TxnDate: TODAY,
    CustomerRef: ref('amy'),
    TotalAmt: total,
    Line: [{ Amount: total, LinkedTxn: [{ TxnId: to['Id'], TxnType: 'Invoice' }] }],
  });

describe('the deposit of an invoice', () => {
  it('is shown, and is no part of what is open', async () => {
    const taken = await client.create('Invoice', invoice({ Deposit: 200, DepositToAccountRef: ref('checking') }));
    const account = { ...ref('checking'), name: 'Checking' };
    expect(taken).toMatchObject({ TotalAmt: 1_000, Balance: 800, Deposit: 200, DepositToAccountRef: account });
    expect(balances('ar', 'checking')).toEqual([800_00, 200_00]);
    expect(group(await ask('AgedReceivables', `report_date=${TODAY}`), 'GrandTotal', 6)).toBe(800_00);
    await pay(300, taken);
    expect(await client.read('Invoice', String(taken['Id']))).toMatchObject({ Balance: 500, Deposit: 200 });
    await pay(500, taken);
    expect(await client.read('Invoice', String(taken['Id']))).toMatchObject({ Balance: 0 });
    const aged = await ask('AgedReceivables', `report_date=${TODAY}`);
    expect(group(aged, 'GrandTotal', 6) ?? 0).toBe(0);
  });

  it('counts at once on a cash basis, and the rest as it is paid', async () => {
    const taken = await client.create('Invoice', invoice({ Deposit: 200 }));
    expect(balances('ar', 'uf')).toEqual([800_00, 200_00]);
    const cash = `end_date=${TODAY}&accounting_method=Cash`;
    const sales = async () => labelled(await ask('ProfitAndLoss', `start_date=2026-01-01&${cash}`), 'Sales');
    expect(await sales()).toBe(200_00);
    await pay(400, taken);
    expect(await sales()).toBe(600_00);
    const trial = await ask('TrialBalance', cash);
    expect(group(trial, 'GrandTotal', 1)).toBe(group(trial, 'GrandTotal', 2));
  });

  it('is refused above the total', async () => {
    const much = await client.post('/invoice', invoice({ Deposit: 1_000.01 }));
    expect([much.status, much.code]).toEqual([400, '6000']);
    expect(made.company.txns('Invoice')).toEqual([]);
  });

  it('is taken by hand too', async () => {
    const words = { realmId: REALM, change: 'create', type: 'Invoice', date: TODAY, amount: '1000', deposit: '200' };
    const more = { party: id('amy'), account: id('sales'), depositTo: id('checking') };
    const answer = await running.control('POST', 'write', { ...words, ...more });
    expect(answer.status).toBe(201);
    expect(made.company.txns('Invoice')).toMatchObject([{ total: 1_000_00, deposit: 200_00 }]);
    expect(balances('ar', 'checking')).toEqual([800_00, 200_00]);
  });
});
