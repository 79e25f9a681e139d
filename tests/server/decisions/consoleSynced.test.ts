import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SnapshotFigures } from '../../../domain/snapshot.js';
import { consolesOf, type ConsoleBooks } from '../../../server/decisions/consoleBooks.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';

describe('the console of a synced company', () => {
  let ground: SyncGround;
  let clientId: string;

  beforeAll(async () => {
    ground = await startSyncGround();
    const outcome = await ground.connect();
    clientId = 'clientId' in outcome ? String(outcome.clientId) : '';
    await ground.worker().runUntilIdle();
  });
  afterAll(() => ground.close());

  async function read(): Promise<ConsoleBooks> {
    const { id: principalId, firmId } = ground.advisor;
    const found = await ground.test.database.asPrincipal({ principalId, firmId }, 'read', (tx) =>
      consolesOf(tx, [clientId]),
    );
    const books = found.get(clientId);
    if (!books) throw new Error('there is no console after the first sync');
    return books;
  }
  const figures = async (): Promise<SnapshotFigures> => {
    const [row] = await ground.test.asOwner<{ figures: SnapshotFigures }>(
      'select figures from snapshot where client_id = ?::uuid and movements is not null order by as_of desc, created_at desc limit 1',
      [clientId],
    );
    if (!row) throw new Error('there is no snapshot after the first sync');
    return row.figures;
  };
  /** The digest leaves out what is dated after its day; the console lists it, for it can be decided on. */
  const openOf = ({ documents, asOf }: ConsoleBooks, type: string, currency: string): number =>
    documents
      .filter((document) => document.type === type && document.currency === currency && document.date <= asOf)
      .reduce((sum, { openBalance }) => sum + openBalance, 0);

  it('has the open balances and the bank balances of the digest', async () => {
    const [books, { openPayables, openReceivables, currency, accounts, asOf }] = [await read(), await figures()];
    expect(books.asOf).toBe(asOf);
    expect(openPayables).toBeGreaterThan(0);
    expect(openReceivables).toBeGreaterThan(0);
    expect(openOf(books, 'Bill', currency)).toBe(openPayables);
    expect(openOf(books, 'Invoice', currency)).toBe(openReceivables);
    expect(books.accounts.length).toBeGreaterThan(0);
    for (const { id, balance, counted } of books.accounts) {
      expect(accounts.find(({ accountId }) => accountId === id)).toMatchObject({ balance, counted });
    }
  });

  it('hears when an invoice was sent, and where to', async () => {
    const before = await read();
    const invoice = before.documents.find(({ type, sendTo }) => type === 'Invoice' && sendTo === null);
    expect(invoice).toBeDefined();
    const id = invoice?.id ?? '';
    const at = ground.later(60_000);
    ground.small.company.update(
      'Invoice',
      id,
      { billEmail: 'pay@customer.example', emailStatus: 'EmailSent', deliveryTime: at },
      at,
    );
    await ground.syncAgain();
    const sent = (await read()).documents.find((document) => document.type === 'Invoice' && document.id === id);
    expect(sent).toMatchObject({ sendTo: 'pay@customer.example', openBalance: invoice?.openBalance });
    expect(new Date(sent?.sentAt ?? 0).toISOString()).toBe(new Date(at).toISOString());
    expect((await read()).booksVersion).toBe(before.booksVersion + 1);
  });
});
