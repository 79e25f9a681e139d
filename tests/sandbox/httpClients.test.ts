import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OAuthClient from 'intuit-oauth';
import nodeQuickbooks from 'node-quickbooks';
import { CLIENT, consent, start, type Body, type Entity, type Running } from './httpHarness.js';
import { REALM, smallCompany, TODAY, type SmallCompany } from './smallCompany.js';

/** Two clients that others wrote, used as against Intuit. */
describe('third-party clients', () => {
  let running: Running;
  let made: SmallCompany;
  beforeAll(async () => {
    made = smallCompany();
    running = await start([made.company], { now: () => new Date() });
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  describe('intuit-oauth', () => {
    it('authorizes, exchanges, calls, refreshes and revokes', async () => {
      const client = new OAuthClient({
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        environment: 'sandbox',
        redirectUri: CLIENT.redirect,
      });
      client.setAuthorizeURLs({
        authorizeEndpoint: `${running.url}/connect/oauth2`,
        tokenEndpoint: `${running.url}/oauth2/v1/tokens/bearer`,
        revokeEndpoint: `${running.url}/v2/oauth2/tokens/revoke`,
        userInfoEndpoint: `${running.url}/v1/openid_connect/userinfo`,
      });
      const uri = new URL(client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'abc' }));
      expect((await fetch(uri)).status).toBe(200);
      const back = await consent(running.url, {
        ...Object.fromEntries(uri.searchParams),
        realm_id: REALM,
        decision: 'allow',
      });
      const created = await client.createToken(back.href);
      expect(created.getToken()).toMatchObject({ token_type: 'bearer', realmId: REALM, expires_in: 3600 });
      expect(client.isAccessTokenValid()).toBe(true);
      const call = await client.makeApiCall({ url: `${running.url}/v3/company/${REALM}/companyinfo/${REALM}` });
      expect((call.json as Body).CompanyInfo.CompanyName).toBe('Corner Café');
      const report = await client.makeApiCall({
        url: `${running.url}/v3/company/${REALM}/reports/TrialBalance?end_date=${TODAY}`,
      });
      expect((report.json as Body).Header['ReportName']).toBe('TrialBalance');
      await expect(
        client.makeApiCall({ url: `${running.url}/v3/company/${REALM}/query?query=select * from Custmoer` }),
      ).rejects.toMatchObject({ code: '4001' });
      const before = client.getToken().refresh_token;
      await client.refresh();
      expect(client.getToken().refresh_token).toBe(before);
      expect((await client.refreshUsingToken(before)).getToken().access_token).toBeTruthy();
      expect((await client.revoke()).response.status).toBe(200);
      await expect(client.refreshUsingToken(before)).rejects.toMatchObject({ error: 'invalid_grant' });
    });
  });

  describe('node-quickbooks', () => {
    type Callback<T> = (error: unknown, body: T) => void;
    /** Its typings lack the addresses that its code lets one set. */
    type Constructor = (new (...args: unknown[]) => unknown) &
      Record<'V3_ENDPOINT_BASE_URL' | 'TOKEN_URL' | 'REVOKE_URL', string>;
    const QuickBooks = nodeQuickbooks as unknown as Constructor;
    type Client = Record<string, (...args: unknown[]) => void>;
    let client: Client;
    const run = <T = Body>(method: string, ...args: unknown[]): Promise<T> =>
      new Promise((resolve, reject) => {
        const done: Callback<T> = (error, body) => (error ? reject(error) : resolve(body));
        client[method]?.(...args, done);
      });

    beforeAll(async () => {
      const tokens = await running.connect();
      QuickBooks.V3_ENDPOINT_BASE_URL = `${running.url}/v3/company/`;
      QuickBooks.TOKEN_URL = `${running.url}/oauth2/v1/tokens/bearer`;
      QuickBooks.REVOKE_URL = `${running.url}/v2/oauth2/tokens/revoke`;
      client = new QuickBooks(
        CLIENT.id,
        CLIENT.secret,
        tokens.access_token,
        false,
        REALM,
        true,
        false,
        null,
        '2.0',
        tokens.refresh_token,
      ) as Client;
    });

    it.each([
      ['findAccounts', 'Account', 22],
      ['findCustomers', 'Customer', 2],
      ['findVendors', 'Vendor', 2],
      ['findItems', 'Item', 1],
      ['findBills', 'Bill', 3],
      ['findBillPayments', 'BillPayment', 1],
      ['findVendorCredits', 'VendorCredit', 1],
      ['findInvoices', 'Invoice', 3],
      ['findPayments', 'Payment', 2],
      ['findCreditMemos', 'CreditMemo', 1],
      ['findSalesReceipts', 'SalesReceipt', 2],
      ['findRefundReceipts', 'RefundReceipt', 1],
      ['findPurchases', 'Purchase', 3],
      ['findDeposits', 'Deposit', 1],
      ['findTransfers', 'Transfer', 1],
      ['findJournalEntries', 'JournalEntry', 6],
      ['findPreferenceses', 'Preferences', 1],
      ['findCompanyInfos', 'CompanyInfo', 1],
    ])('%s', async (method, key, count) => {
      const found = await run(method, {});
      expect(found.QueryResponse[key]).toHaveLength(count);
    });

    it('finds by criteria, in its own order of clauses', async () => {
      const found = await run('findBills', [
        { field: 'Balance', value: '0', operator: '>' },
        { field: 'asc', value: 'DueDate' },
        { field: 'offset', value: 1 },
        { field: 'limit', value: 2 },
      ]);
      expect(found.QueryResponse['Bill']?.map((b) => b.DocNumber)).toEqual(['B-1', 'B-2']);
      const amy = await run('findCustomers', { DisplayName: "Amy's Bird Sanctuary" });
      expect(amy.QueryResponse['Customer']).toHaveLength(1);
      const like = await run('findCustomers', [{ field: 'DisplayName', value: '%Windsurf%', operator: 'LIKE' }]);
      expect(like.QueryResponse['Customer']).toHaveLength(1);
      const all = await run('findInvoices', { fetchAll: true });
      expect(all.QueryResponse['Invoice']).toHaveLength(3);
    });

    it('counts', async () => {
      expect((await run('findInvoices', { count: true })).QueryResponse['totalCount']).toBe(3);
    });

    it('gets by id', async () => {
      expect((await run<Entity>('getBill', made.ids['bill1'])).Balance).toBe(310);
      expect((await run<Entity>('getInvoice', made.ids['invoice1'])).DocNumber).toBe('1001');
      expect((await run<Entity>('getCompanyInfo', REALM)).CompanyName).toBe('Corner Café');
      expect((await run<Entity>('getAccount', made.ids['checking'])).AccountType).toBe('Bank');
      await expect(run('getBill', '999999')).rejects.toMatchObject({
        response: { status: 400, data: { Fault: { Error: [{ code: '610' }] } } },
      });
    });

    it.each([
      'BalanceSheet',
      'ProfitAndLoss',
      'CashFlow',
      'TrialBalance',
      'GeneralLedger',
      'AgedPayables',
      'AgedReceivables',
    ])('reports %s', async (name) => {
      const method =
        { GeneralLedger: 'reportGeneralLedgerDetail', ProfitAndLoss: 'reportProfitAndLoss' }[name] ?? `report${name}`;
      const report = await run(method, { start_date: '2026-01-01', end_date: TODAY, report_date: TODAY });
      expect(report.Header['ReportName']).toBe(name);
      expect(report.Rows.Row.length).toBeGreaterThan(0);
    });
  });
});
