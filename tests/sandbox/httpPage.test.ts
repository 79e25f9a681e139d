import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Txn } from '../../sandbox/ledger/types.js';
import { start, type Running } from './httpHarness.js';
import { emptyCompany, REALM, smallCompany, type SmallCompany } from './smallCompany.js';
import { receiver, type Receiver } from './webhookReceiver.js';

const OTHER = '9130000000000003';
const NAUGHTY = '<script>alert("x")</script>';

describe('the page of a company’s books', () => {
  let running: Running;
  let endpoint: Receiver;
  let made: SmallCompany;
  beforeEach(async () => {
    made = smallCompany();
    endpoint = await receiver();
    running = await start([made.company, emptyCompany({ realmId: OTHER, name: 'Quiet & Co' }).company], {
      webhooks: { url: endpoint.url, verifierToken: 'token', gatherMs: 10 },
    });
    await running.connect(REALM);
  });
  afterEach(async () => {
    await running.stop();
    await running.cleanUp();
    await endpoint.close();
  });

  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${running.url}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const submit = (
    fields: Record<string, string | undefined>,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return fetch(`${running.url}/books/${REALM}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(given),
      headers: { Origin: running.url, ...headers },
    });
  };
  /** Submits, follows to the page that says what was written. */
  const change = async (fields: Record<string, string | undefined>): Promise<string> => {
    const answer = await submit(fields);
    expect([answer.status, await answer.text()]).toEqual([303, '']);
    return (await get(answer.headers.get('location') ?? '')).text;
  };
  const bill = (more: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
    form: 'create-Bill',
    change: 'create',
    type: 'Bill',
    date: '2026-11-20',
    dueDate: '',
    party: `Vendor:${made.ids['landlord']}`,
    account: made.ids['rent'],
    amount: '1,310.25',
    memo: '',
    ...more,
  });

  it('lists the companies and says that it is the stand-in', async () => {
    const { status, text } = await get('/books');
    expect(status).toBe(200);
    expect(text).toContain('<strong>Stand-in QuickBooks.</strong> This is not Intuit.');
    expect(text).toContain(`<a href="/books/${REALM}">Corner Café</a>`);
    expect(text).toContain('Quiet &amp; Co');
    expect(text.match(/class="tag">connected/g)).toHaveLength(1);
  });

  it('shows accounts with balances and transactions by type and party, fifty a page', async () => {
    const { text } = await get(`/books/${REALM}`);
    const payable = /Accounts Payable \(A\/P\)<br>.*?<td class="num">([\d.]+)<\/td>/s.exec(text)?.[1];
    expect(payable).toBe((-made.company.balance(made.ids['ap'] ?? '') / 100).toFixed(2));
    expect(text).toContain('Paycheck DD');
    expect(text).not.toContain('Invoice 1004');
    const bills = await get(`/books/${REALM}?type=Bill&party=Vendor:${made.ids['beans']}`);
    expect(bills.text.match(/<a href="\/books\/\d+\/Bill\/\d+">/g)).toHaveLength(2);
    for (let nth = 0; nth < 60; nth += 1)
      made.company.post(
        {
          type: 'Purchase',
          date: '2026-11-20',
          payType: 'Cash',
          accountId: made.ids['checking'] ?? '',
          lines: [{ accountId: made.ids['rent'] ?? '', amount: 100 }],
        },
        '2026-11-20T12:00:00Z',
      );
    const first = await get(`/books/${REALM}?type=Purchase`);
    expect(first.text.match(/<a href="\/books\/\d+\/Purchase\/\d+">/g)).toHaveLength(50);
    expect(first.text).toContain('page 1 of 2');
    expect(
      (await get(`/books/${REALM}?type=Purchase&page=2`)).text.match(/<a href="\/books\/\d+\/Purchase\/\d+">/g),
    ).toHaveLength(13);
    expect((await get(`/books/${REALM}?page=-4&type=Nonsense`)).status).toBe(200);
  });

  it('adds a bill, says what was written, and that its notice was acknowledged', async () => {
    const text = await change(bill());
    const txn = made.company.txns('Bill').at(-1);
    expect(txn).toMatchObject({ date: '2026-11-20', dueDate: '2026-11-20', total: 131_025 });
    expect(text).toContain(`Bill ${txn?.id} of 2026-11-20 over 1310.25 USD was added.`);
    expect(text).toMatch(/Notice: acknowledged with 200 at \d\d:\d\d:\d\d UTC\./);
    expect(JSON.parse(endpoint.received[0]?.raw ?? '[]')).toMatchObject([
      { type: 'qbo.bill.created.v1', intuitentityid: txn?.id, intuitaccountid: REALM },
    ]);
  });

  it('adds every other kind of document it offers', async () => {
    const { ids, company } = made;
    const common = { change: 'create', date: '2026-11-20', amount: '50' };
    await change({
      ...common,
      type: 'Invoice',
      party: `Customer:${ids['amy']}`,
      account: ids['sales'],
      dueDate: '2026-12-20',
    });
    await change({
      ...common,
      type: 'Payment',
      documentId: company.txns('Invoice').at(-1)?.id,
      party: '',
      paidFrom: '',
    });
    expect(company.openBalance(company.txns('Invoice').at(-1) as Txn)).toBe(0);
    await change({
      ...common,
      type: 'Payment',
      documentId: '',
      party: `Customer:${ids['amy']}`,
      paidFrom: ids['checking'],
    });
    await change({ ...common, type: 'BillPayment', documentId: ids['bill2'], paidFrom: ids['card'] });
    await change({ ...common, type: 'Purchase', party: '', paidFrom: ids['checking'], account: ids['fuel'] });
    await change({ ...common, type: 'JournalEntry', debitAccount: ids['rent'], creditAccount: ids['loan'] });
    const said = await change({
      ...common,
      type: 'Paycheck',
      party: 'Emily',
      paidFrom: ids['checking'],
      account: ids['wages'],
    });
    expect(said).toContain('No notice: this has no entity in the API, only reports show it.');
    expect(
      company
        .txns()
        .slice(-7)
        .map(({ type }) => type),
    ).toEqual(['Invoice', 'Payment', 'Payment', 'BillPayment', 'Purchase', 'JournalEntry', 'Paycheck']);
  });

  it('changes, voids and deletes a document on its own page', async () => {
    const { ids, company } = made;
    const page = await get(`/books/${REALM}/Bill/${ids['bill2']}`);
    expect(page.text).toContain('Accounts Payable (A/P)');
    const kept = { type: 'Bill', id: ids['bill2'], form: 'update', change: 'update' };
    await change({
      ...kept,
      date: '2026-10-01',
      dueDate: '2026-12-10',
      amount: '900',
      party: `Vendor:${ids['beans']}`,
    });
    expect(company.txn('Bill', ids['bill2'] ?? '')).toMatchObject({
      date: '2026-10-01',
      total: 90_000,
      party: { id: ids['beans'] },
    });
    await change({ ...kept, form: 'void', change: 'void' });
    expect(company.txn('Bill', ids['bill2'] ?? '')?.voided).toBe(true);
    const gone = await change({ ...kept, form: 'delete', change: 'delete' });
    expect(gone).toContain('was deleted');
    expect((await get(`/books/${REALM}/Bill/4711`)).status).toBe(404);
  });

  it('merges, renames, deactivates and reclassifies', async () => {
    const { ids, company } = made;
    await change({ change: 'merge', kind: 'Vendor', from: ids['beans'], into: ids['landlord'] });
    await change({ change: 'rename', record: `Customer:${ids['amy']}`, name: NAUGHTY.replace(':', '') });
    await change({ change: 'deactivate', record: `Account:${ids['fuel']}` });
    await change({ change: 'reclassify', record: `Account:${ids['rent']}`, type: 'Other Expense' });
    expect([
      company.party(ids['beans'] ?? '', 'Vendor')?.mergedInto,
      company.account(ids['fuel'] ?? '')?.active,
      company.account(ids['rent'] ?? '')?.type,
    ]).toEqual([ids['landlord'], false, 'Other Expense']);
    const { text } = await get(`/books/${REALM}`);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
  });

  it('refuses with the field that is wrong, keeps what was typed, writes nothing', async () => {
    const before = made.company.txns().length;
    for (const [fields, field] of [
      [bill({ amount: '12.345' }), 'amount'],
      [bill({ amount: '' }), 'amount'],
      [bill({ date: '2026-13-01' }), 'date'],
      [bill({ party: `Customer:${made.ids['amy']}` }), 'party'],
      [bill({ account: '' }), 'account'],
      [bill({ memo: 'm'.repeat(1001) }), 'memo'],
    ] as const) {
      const answer = await submit(fields);
      const text = await answer.text();
      expect([field, answer.status]).toEqual([field, 400]);
      expect(text).toContain('Nothing was written');
      expect(text).toMatch(
        new RegExp(
          `id="create-Bill-${field}" name="${field}"[^>]* aria-invalid="true" aria-describedby="create-Bill-${field}-error"`,
        ),
      );
      expect(text).toContain('<details open><summary>Add a bill</summary>');
    }
    expect(await submit(bill({ amount: '12.345' })).then((answer) => answer.text())).toContain('value="12.345"');
    expect(
      await submit({ form: 'rename', change: 'rename', record: 'Vendor:4711', name: 'x' }).then((answer) =>
        answer.text(),
      ),
    ).toContain('id="rename-record" name="record" required aria-invalid="true"');
    expect(made.company.txns()).toHaveLength(before);
    expect(endpoint.received).toHaveLength(0);
  });

  it('takes changes from its own forms alone', async () => {
    const before = made.company.txns().length;
    const foreign: Record<string, string>[] = [
      { Origin: 'http://evil.example' },
      { Origin: 'null' },
      { Origin: running.url, 'Sec-Fetch-Site': 'cross-site' },
      { Origin: running.url, 'Content-Type': 'text/plain' },
    ];
    for (const headers of foreign) expect((await submit(bill(), headers)).status).toBe(403);
    const none = await fetch(`${running.url}/books/${REALM}`, {
      method: 'POST',
      body: new URLSearchParams({ change: 'create' }),
    });
    expect(none.status).toBe(403);
    const bare = await submit(bill({ amount: 'x' }), { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' });
    expect(bare.status).toBe(400);
    expect(made.company.txns()).toHaveLength(before);
    expect((await get('/books/4711')).status).toBe(404);
    expect(
      (await fetch(`${running.url}/books`, { headers: { Accept: 'text/html' } })).headers.get(
        'content-security-policy',
      ),
    ).toContain("default-src 'none'");
  });

  it('says when no notice goes out', async () => {
    await running.control('POST', 'webhooks', { on: false });
    expect(await change(bill())).toContain('No notice: webhooks are switched off.');
    await running.control('POST', 'webhooks', { on: true });
    await running.control('POST', 'webhooks/faults', { kind: 'lose' });
    expect(await change(bill())).toContain('Notice: not delivered (lost on demand).');
    endpoint.answerWith(() => 500);
    expect(await change(bill())).toContain('Notice: attempt 1 ended with 500; it will be tried again.');
  });
});
