import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start, type Entity, type Running } from './httpHarness.js';
import { smallCompany, type SmallCompany } from './smallCompany.js';
import { acceptedWrites, writer, type Writer } from './writing.js';

let made: SmallCompany;
let running: Running;
let client: Writer;

beforeEach(async () => {
  made = smallCompany();
  running = await start([made.company]);
  client = writer(running, (await running.connect()).access_token);
});
afterEach(async () => {
  await running.stop();
  await running.cleanUp();
});

const id = (key: string): string => made.ids[key] as string;
const transfer = (Amount: number) => ({
  Amount,
  FromAccountRef: { value: id('checking') },
  ToAccountRef: { value: id('savings') },
});
type Item = Record<string, Entity> & { bId: string; Fault?: { Error: { code: string }[] }; QueryResponse?: object };
const batch = async (items: unknown[], query = ''): Promise<Item[]> => {
  const { body, text } = await client.post(`/batch${query}`, { BatchItemRequest: items });
  if (!body['BatchItemResponse']) throw new Error(text);
  return body['BatchItemResponse'] as Item[];
};

describe('a batch', () => {
  it('does each item on its own', async () => {
    const answers = await batch([
      { bId: 'a', operation: 'create', Transfer: transfer(1) },
      { bId: 'b', operation: 'create', Vendor: { DisplayName: 'Bean Brothers' } },
      { bId: 'c', operation: 'update', Bill: { Id: id('bill2'), SyncToken: '0', sparse: true, DocNumber: 'NEW' } },
      { bId: 'd', Query: 'select * from Vendor' },
      { bId: 'e', operation: 'delete', Purchase: { Id: id('purchase1'), SyncToken: '0' } },
      { bId: 'f', operation: 'update', optionsData: 'void', Invoice: { Id: id('invoice2'), SyncToken: '9' } },
      { bId: 'g', operation: 'explode', Bill: {} },
    ]);
    expect(answers.map(({ bId }) => bId).join('')).toBe('abcdefg');
    expect(answers[0]?.['Transfer']).toMatchObject({ Amount: 1, SyncToken: '0' });
    expect(answers[1]?.Fault?.Error[0]?.code).toBe('6240');
    expect(answers[2]?.['Bill']).toMatchObject({ DocNumber: 'NEW', SyncToken: '1', Balance: 1200 });
    expect(answers[3]?.QueryResponse).toMatchObject({ maxResults: 2 });
    expect(answers[4]?.['Purchase']).toEqual({ domain: 'QBO', status: 'Deleted', Id: id('purchase1') });
    expect(answers[5]?.Fault?.Error[0]?.code).toBe('5010');
    expect(answers[6]?.Fault?.Error[0]?.code).toBe('500');
    expect(acceptedWrites(running.dataDir).map(({ seq, entity }) => [seq, entity])).toEqual([
      [1, 'Transfer'],
      [2, 'Bill'],
      [3, 'Purchase'],
    ]);
  });

  it('holds thirty items and refuses one more', async () => {
    const items = Array.from({ length: 30 }, (_, n) => ({
      bId: `${n}`,
      operation: 'create',
      Transfer: transfer(n + 1),
    }));
    expect(await batch(items)).toHaveLength(30);
    expect((await client.post('/batch', { BatchItemRequest: [...items, items[0]] })).code).toBe('1040');
    expect(made.company.txns('Transfer')).toHaveLength(31);
  });

  it('is repeated under its request id without a second write', async () => {
    const items = [{ bId: 'x', operation: 'create', Transfer: transfer(3) }];
    const first = await client.post('/batch?requestid=b-1', { BatchItemRequest: items });
    const second = await client.post('/batch?requestid=b-1', { BatchItemRequest: items });
    expect(second.text).toBe(first.text);
    expect(made.company.txns('Transfer')).toHaveLength(2);
    expect((await client.post(`/batch?requestid=${'x'.repeat(37)}`, { BatchItemRequest: items })).code).toBe('2050');
  });
});
