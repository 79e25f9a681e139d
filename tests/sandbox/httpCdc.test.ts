import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start, type Running } from './httpHarness.js';
import { smallCompany, TODAY, type SmallCompany } from './smallCompany.js';
import { writer, type Writer } from './writing.js';

let made: SmallCompany;
let running: Running;
let token: string;
let client: Writer;
let before: string;

beforeEach(async () => {
  made = smallCompany();
  running = await start([made.company]);
  token = (await running.connect()).access_token;
  client = writer(running, token);
  before = new Date(running.clock.now).toISOString();
});
afterEach(async () => {
  await running.stop();
  await running.cleanUp();
});

const id = (key: string): string => made.ids[key] as string;
const transfer = (): Promise<{ Id: string; MetaData: { LastUpdatedTime: string } }> =>
  client.create('Transfer', {
    Amount: 5,
    FromAccountRef: { value: id('checking') },
    ToAccountRef: { value: id('savings') },
  });
const fault = async (query: string): Promise<string | undefined> =>
  (await running.get(`/cdc?${query}`, token)).body.Fault?.Error[0]?.code;

describe('change data capture', () => {
  it('answers an element an entity asked, whole records, stubs of deleted ones, and nothing as {}', async () => {
    const kept = await transfer();
    const gone = await transfer();
    await client.post('/transfer?operation=delete', { Id: gone.Id, SyncToken: '0' });
    const vendor = await client.read('Vendor', id('beans'));
    await client.update('Vendor', { ...vendor, Active: false });
    const [bills, transfers, vendors, unused] = await client.changes('Bill,transfer,Vendor,Class', before);
    expect(bills).toEqual({});
    expect(unused).toEqual({});
    expect(transfers).toEqual({
      Transfer: [
        kept,
        { domain: 'QBO', status: 'Deleted', Id: gone.Id, MetaData: { LastUpdatedTime: kept.MetaData.LastUpdatedTime } },
      ],
      startPosition: 1,
      maxResults: 2,
      totalCount: 2,
    });
    expect(vendors?.['Vendor']).toMatchObject([{ Active: false, DisplayName: 'Bean Brothers (deleted)' }]);
  });

  it('compares what LastUpdatedTime shows, the instant itself included', async () => {
    running.clock.now += 10_400;
    const { MetaData } = await transfer();
    const at = Date.parse(MetaData.LastUpdatedTime);
    expect(at).toBe(Math.floor(running.clock.now / 1000) * 1000);
    const since = async (ms: number): Promise<number | undefined> =>
      (await client.changes('Transfer', new Date(ms).toISOString()))[0]?.['Transfer']?.length;
    expect(await since(at)).toBe(1);
    expect(await since(at + 1)).toBeUndefined();
  });

  it('finds a change stamped by a clock that went back', async () => {
    running.clock.now += 3_000_000;
    await transfer();
    running.clock.now -= 7_000_000;
    const late = await transfer();
    const [found] = await client.changes('Transfer', new Date(running.clock.now - 1000).toISOString());
    expect(found?.['Transfer']?.map(({ Id }) => Id)).toContain(late.Id);
    expect(found?.['Transfer']).toHaveLength(2);
  });

  it('takes offsets, with or without the plus that an address loses', async () => {
    await transfer();
    for (const since of [`${TODAY}T10:00:00-08:00`, `${TODAY}T20:00:00 02:00`, `${TODAY}T10:00:00-0800`])
      expect((await client.changes('Transfer', since))[0]?.['Transfer']).toHaveLength(1);
  });

  it('answers a thousand objects over all entities and no more', async () => {
    for (let n = 0; n < 600; n += 1) {
      const more = { accountId: id('checking'), toAccountId: id('savings'), total: 100 };
      made.company.post({ type: 'Transfer', date: TODAY, ...more }, before);
      made.company.post({ type: 'CreditCardPayment', date: TODAY, ...more, toAccountId: id('card') }, before);
    }
    const [one, two, three] = await client.changes('Transfer,CreditCardPayment,Bill', before);
    expect(one?.['Transfer']).toHaveLength(600);
    expect(two?.['CreditCardPaymentTxn']).toHaveLength(400);
    expect(three).toEqual({});
  });

  it.each([
    ['a look-back of more than thirty days', `entities=Bill&changedSince=2026-10-22T17:59:59Z`, '2170'],
    ['an entity it does not have', `entities=TaxCode&changedSince=${TODAY}`, '500'],
    ['an entity that is none', `entities=Blil&changedSince=${TODAY}`, '4001'],
    ['no entities', `changedSince=${TODAY}`, '2020'],
    ['no time', `entities=Bill`, '2020'],
    ['a time that is none', `entities=Bill&changedSince=yesterday`, '4001'],
  ])('refuses %s', async (_what, query, code) => {
    expect(await fault(query)).toBe(code);
  });

  it('looks back thirty days', async () => {
    expect(await fault('entities=Bill&changedSince=2026-10-22T18:00:00Z')).toBeUndefined();
  });
});
