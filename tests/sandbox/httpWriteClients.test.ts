import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nodeQuickbooks from 'node-quickbooks';
import { CLIENT, start, type Entity, type Running } from './httpHarness.js';
import { REALM, smallCompany, type SmallCompany } from './smallCompany.js';

type Call = (...all: unknown[]) => void;

/** node-quickbooks writing as against Intuit. */
describe('node-quickbooks', () => {
  let running: Running;
  let made: SmallCompany;
  let client: Record<string, Call>;
  beforeAll(async () => {
    made = smallCompany();
    running = await start([made.company], { now: () => new Date() });
    const QuickBooks = nodeQuickbooks as unknown as {
      new (...all: unknown[]): Record<string, Call>;
      V3_ENDPOINT_BASE_URL: string;
    };
    QuickBooks.V3_ENDPOINT_BASE_URL = `${running.url}/v3/company/`;
    const { access_token, refresh_token } = await running.connect();
    client = new QuickBooks(
      CLIENT.id,
      CLIENT.secret,
      access_token,
      false,
      REALM,
      true,
      false,
      null,
      '2.0',
      refresh_token,
    );
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });
  const run = <T = Entity>(method: string, ...args: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      client[method]?.(...args, (error: unknown, answer: T) => (error ? reject(error as Error) : resolve(answer)));
    });
  const id = (key: string): string => made.ids[key] as string;
  const invoice = () => ({
    CustomerRef: { value: id('amy') },
    Line: [
      { DetailType: 'SalesItemLineDetail', Amount: 30, SalesItemLineDetail: { ItemRef: { value: id('coffee') } } },
    ],
  });

  it('creates, updates, sends, voids and deletes', async () => {
    const created = await run('createInvoice', invoice());
    const changed = await run('updateInvoice', { Id: created.Id, SyncToken: '0', DueDate: '2027-01-01' });
    expect(changed).toMatchObject({ DueDate: '2027-01-01', TotalAmt: 30, SyncToken: '1' });
    const sent = await run('sendInvoicePdf', created.Id, 'a@b.example');
    expect(JSON.stringify(sent)).toContain('EmailSent');
    await run('voidInvoice', created.Id);
    expect(await run('getInvoice', created.Id)).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
    await run('deleteInvoice', created.Id);
    await expect(run('getInvoice', created.Id)).rejects.toMatchObject({ response: { status: 400 } });
  });

  it('voids a payment and repeats a request without a second write', async () => {
    const payment = { CustomerRef: { value: id('amy') }, TotalAmt: 7, requestId: 'n-1' };
    const created = await run('createPayment', { ...payment });
    expect((await run('createPayment', { ...payment })).Id).toBe(created.Id);
    expect(await run('voidPayment', { Id: created.Id, SyncToken: '0' })).toMatchObject({ TotalAmt: 0 });
  });

  it('sends batches and captures changes', async () => {
    const since = new Date(Date.now() - 60_000).toISOString();
    const answer = await run<{ BatchItemResponse: unknown[] }>('batch', [
      { bId: '1', operation: 'create', Invoice: invoice() },
      { bId: '2', Query: 'select count(*) from Invoice' },
    ]);
    expect(answer.BatchItemResponse).toHaveLength(2);
    const changes = await run('changeDataCapture', ['Invoice', 'Bill'], since);
    expect(JSON.stringify(changes)).toContain('"TotalAmt":30');
  });
});
