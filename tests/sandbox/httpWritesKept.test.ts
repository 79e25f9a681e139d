import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import type { WriteNotice } from '../../sandbox/http/webhooks/writeNotice.js';
import { RequestMemory } from '../../sandbox/http/writes/requestMemory.js';
import { WriteDesk } from '../../sandbox/http/writes/writeDesk.js';
import { addDays } from '../../sandbox/ledger/calendar.js';
import { Company } from '../../sandbox/ledger/company.js';
import { FileJournal, readJournal } from '../../sandbox/ledger/journal.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { start, type Running } from './httpHarness.js';
import { smallCompany, TODAY } from './smallCompany.js';
import { acceptedWrites, imbalance, writer, type Writer } from './writing.js';

const SPECS = CATALOGUE.filter(({ name }) => name === 'Everline Cleaning');
const realm = SPECS[0]?.realmId as string;

describe('writes outlive the process', () => {
  let dataDir: string;
  let store: SandboxStore;
  let running: Running;
  let client: Writer;
  let token: string;

  const open = async (): Promise<void> => {
    store = await SandboxStore.open({ dataDir, seed: 'writes', today: TODAY, specs: SPECS });
    running = await start(store.companies(), { dataDir });
    token = (await running.connect(realm)).access_token;
    client = writer(running, token, realm);
  };
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-writes-'));
    await open();
  });
  afterEach(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const company = (): Company => store.company(realm) as Company;
  const vendor = (): string => company().parties('Vendor')[0]?.id as string;
  const bill = (Amount: number) => {
    const account = company()
      .accounts()
      .find(({ type }) => type === 'Expense')?.id;
    const detail = { AccountRef: { value: account } };
    const line = { DetailType: 'AccountBasedExpenseLineDetail', Amount, AccountBasedExpenseLineDetail: detail };
    return { VendorRef: { value: vendor() }, Line: [line] };
  };

  it('and a request id gets its first answer, even after a restart, until it is forgotten', async () => {
    const first = await client.post('/bill?requestid=r-1', bill(11));
    expect(first.status).toBe(200);
    expect((await client.post('/bill?requestid=r-1', bill(99))).text).toBe(first.text);
    const count = company().txns('Bill').length;
    await running.stop();
    await open();
    expect((await client.post('/bill?requestid=r-1', bill(11))).text).toBe(first.text);
    expect(company().txns('Bill')).toHaveLength(count);
    expect(acceptedWrites(dataDir)).toMatchObject([
      { seq: 1, requestId: 'r-1', via: 'api', realmId: realm, total: 1100 },
    ]);
    const memory = new RequestMemory(company());
    const stamp = company().notes.recentWrites().at(-1)?.at ?? '';
    expect(memory.forgetBefore(stamp, stamp)).toBe(0);
    expect(memory.forgetBefore(new Date(Date.parse(stamp) + 1).toISOString(), stamp)).toBe(1);
    expect((await client.post('/bill?requestid=r-1', bill(11))).text).not.toBe(first.text);
    expect(company().txns('Bill')).toHaveLength(count + 1);
  });

  it('does not remember a refusal', async () => {
    expect((await client.post('/bill?requestid=r-2', { Line: [] })).code).toBe('2020');
    expect((await client.post('/bill?requestid=r-2', bill(1))).status).toBe(200);
  });

  it('replays into the same books: documents, merges, attachments, e-mails', async () => {
    const [one, two] = company().parties('Customer');
    const created = await client.create('Bill', bill(25));
    await client.post('/bill?operation=delete', { Id: created.Id, SyncToken: '0' });
    const [open1] = company().openDocuments('Invoice');
    await client.post(`/invoice/${open1?.id}/send?sendTo=a@b.example`, undefined);
    await client.create('Attachable', { FileName: 'x.pdf' });
    company().mergeParties('Customer', one?.id ?? '', two?.id ?? '', `${TODAY}T18:00:00.000Z`);
    const path = join(dataDir, 'companies', `${realm}.jsonl`);
    const replayed = Company.replay(readJournal(path), new FileJournal(path));
    const books = (of: Company): unknown => [of.txns(), of.parties(), of.accounts(), of.notes.attachments()];
    expect(JSON.parse(JSON.stringify(books(replayed)))).toEqual(JSON.parse(JSON.stringify(books(company()))));
    expect(replayed.notes.mailsOn(TODAY)).toBe(1);
    const since = Date.parse(`${TODAY}T17:00:00Z`);
    const ids = (of: Company): string[] => of.txnsChangedSince(since).map(({ id }) => id);
    expect(ids(replayed)).toEqual(ids(company()));
    expect(imbalance(replayed)).toBe(0);
  });

  it('completes the list of writes that a killed process left torn or short', async () => {
    for (const amount of [1, 2, 3]) await client.create('Bill', bill(amount));
    await running.stop();
    const path = join(dataDir, 'writes.jsonl');
    const whole = readFileSync(path, 'utf8');
    const [first = ''] = whole.split('\n');
    writeFileSync(path, `${first}\n`);
    appendFileSync(path, '{"seq":2,"at":"20');
    await open();
    expect(readFileSync(path, 'utf8')).toBe(whole);
    await client.create('Bill', bill(4));
    expect(acceptedWrites(dataDir).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('lets the days go on after anybody renamed, merged, closed and reclassified what they use', async () => {
    const at = `${TODAY}T18:00:00.000Z`;
    for (const { id, kind, name } of company().parties())
      company().updateParty(id, kind, { name: `${name} (renamed)` }, at);
    const [one, two, three, four] = company().parties('Vendor');
    company().mergeParties('Vendor', one?.id ?? '', two?.id ?? '', at);
    company().updateParty(three?.id ?? '', 'Vendor', { active: false }, at);
    company().mergeParties('Vendor', two?.id ?? '', four?.id ?? '', at);
    for (const { id, name, subType } of company().accounts()) {
      const change = subType === 'Checking' ? {} : { active: false };
      company().updateAccount(id, { name: `${name} X`, ...change }, at);
    }
    for (const txn of [...company().txns('Payment').slice(-20), ...company().txns('Bill').slice(-20)]) {
      if (txn.voided || txn.deleted || company().depositOf(txn)) continue;
      company().unapply(txn.type, txn.id, at);
      company().deleteTxn(txn.type, txn.id, at);
    }
    const count = company().txns().length;
    await store.catchUp(addDays(TODAY, 45));
    expect(company().txns().length).toBeGreaterThan(count + 20);
    expect(imbalance(company())).toBe(0);
  });

  it('tells of what the days post while it runs, and not of what they post at the start', async () => {
    const told: WriteNotice[] = [];
    const desk = new WriteDesk(dataDir, store, (notice) => told.push(notice));
    const count = company().txns().length;
    await store.catchUp(addDays(TODAY, 10));
    const posted = company()
      .txns()
      .slice(count)
      .filter(({ type }) => !type.startsWith('Pay') || type === 'Payment');
    expect(posted.length).toBeGreaterThan(5);
    for (const { id, type } of posted)
      expect(told).toContainEqual(expect.objectContaining({ realmId: realm, entity: type, id, operation: 'Create' }));
    expect(told.some(({ entity }) => entity === 'Paycheck')).toBe(false);
    desk.close();
    const heard = told.length;
    await store.catchUp(addDays(TODAY, 15));
    expect(told).toHaveLength(heard);
  });
});

describe('an invoice sent', () => {
  it('is e-mailed forty times a day, to the address asked or its own', async () => {
    const made = smallCompany();
    const running = await start([made.company]);
    const client = writer(running, (await running.connect()).access_token);
    const path = `/invoice/${made.ids['invoice2']}/send`;
    expect((await client.post(path, undefined)).code).toBe('2020');
    const sent = (await client.post(`${path}?sendTo=a%40b.example`, undefined)).body.Invoice;
    expect(sent).toMatchObject({
      SyncToken: '1',
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'a@b.example' },
      DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-11-21T10:00:00-08:00' },
    });
    for (let n = 1; n < 40; n += 1) expect((await client.post(path, undefined)).status).toBe(200);
    expect((await client.post(path, undefined)).status).toBe(429);
    running.clock.now += 3_000_000;
    expect((await client.post(path, undefined)).status).toBe(429);
    expect(acceptedWrites(running.dataDir).filter(({ operation }) => operation === 'Emailed')).toHaveLength(40);
    await running.stop();
    await running.cleanUp();
  });
});

describe('attachments', () => {
  it('come with card purchases, except where a receipt is missing, and can be added', async () => {
    const made = smallCompany();
    const card = (total: number): string =>
      made.company.post(
        {
          type: 'Purchase',
          date: TODAY,
          payType: 'CreditCard',
          accountId: made.ids['card'] as string,
          lines: [{ accountId: made.ids['fuel'] as string, amount: total }],
        },
        `${TODAY}T10:00:00Z`,
      ).id;
    const [kept, missing] = [card(30_000), card(30_000)];
    made.company.notePlanted('corner-caf/missing-receipt', [{ kind: 'Purchase', id: missing }], `${TODAY}T10:00:00Z`);
    const running = await start([made.company]);
    const token = (await running.connect()).access_token;
    const client = writer(running, token);
    const of = async (id: string): Promise<unknown[]> => {
      const query = `select * from Attachable where AttachableRef.EntityRef.value = '${id}'`;
      return (
        (await running.get(`/query?query=${encodeURIComponent(query)}`, token)).body.QueryResponse['Attachable'] ?? []
      );
    };
    expect(await of(kept)).toMatchObject([
      { ContentType: 'application/pdf', AttachableRef: [{ EntityRef: { value: kept } }] },
    ]);
    expect(await of(missing)).toEqual([]);
    const added = await client.create('Attachable', {
      FileName: 'found.jpg',
      AttachableRef: [{ EntityRef: { type: 'Purchase', value: missing } }],
    });
    expect(await of(missing)).toEqual([added]);
    expect((await client.read('Attachable', added.Id))['FileName']).toBe('found.jpg');
    const refused = { FileName: 'x', AttachableRef: [{ EntityRef: { type: 'Bill', value: '99999' } }] };
    expect((await client.post('/attachable', refused)).code).toBe('2500');
    await client.post('/attachable?operation=delete', { Id: added.Id, SyncToken: '0' });
    expect(await of(missing)).toEqual([]);
    const [changed] = await client.changes('Attachable', `${TODAY}T17:00:00Z`);
    expect(changed?.['Attachable']).toMatchObject([{ status: 'Deleted', Id: added.Id }]);
    await running.stop();
    await running.cleanUp();
  });

  it('are told of once by change data capture when changed, and as deleted with their purchase or by themselves', async () => {
    const made = smallCompany();
    const card = (): string =>
      made.company.post(
        {
          type: 'Purchase',
          date: TODAY,
          payType: 'CreditCard',
          accountId: made.ids['card'] as string,
          lines: [{ accountId: made.ids['fuel'] as string, amount: 30_000 }],
        },
        `${TODAY}T10:00:00Z`,
      ).id;
    const [renamed, removed, bought] = [card(), card(), card()];
    const running = await start([made.company]);
    const client = writer(running, (await running.connect()).access_token);
    const receipt = (purchase: string): string => String(1_000_000_000 + Number(purchase));
    const known = await client.read('Attachable', receipt(renamed));
    await client.update('Attachable', { ...known, FileName: 'fuel.pdf' });
    await client.post('/attachable?operation=delete', { Id: receipt(removed), SyncToken: '0' });
    await client.post('/purchase?operation=delete', { Id: bought, SyncToken: '0' });
    const since = new Date(running.clock.now - 1000).toISOString();
    const [changed] = await client.changes('Attachable', since);
    expect(changed?.['Attachable']?.map(({ Id, FileName, status }) => [Id, FileName ?? status]).toSorted()).toEqual([
      [receipt(renamed), 'fuel.pdf'],
      [receipt(removed), 'Deleted'],
      [receipt(bought), 'Deleted'],
    ]);
    expect((await client.read('Attachable', receipt(renamed)))['MetaData']).toMatchObject({
      CreateTime: known['MetaData'] && (known['MetaData'] as { CreateTime: string }).CreateTime,
    });
    await running.stop();
    await running.cleanUp();
  });
});
