import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import type { Company } from '../../sandbox/ledger/company.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { start, type Running } from './httpHarness.js';
import { cents, group, ledgerRows, type Report } from './reportReading.js';
import { TODAY } from './smallCompany.js';

const MONTH =
  'start_date=2026-10-01&end_date=2026-10-31&columns=tx_date,txn_type,debt_home_amt,credit_home_amt,debt_amt,credit_amt';

/** A simulated company in one currency and one with a foreign account: eighteen months each. */
describe.each([
  ['one currency', CATALOGUE.find((spec) => !spec.foreign)],
  ['a foreign account', CATALOGUE.find((spec) => spec.foreign)],
])('a generated company with %s', (_kind, spec) => {
  let running: Running;
  let company: Company;
  let token: string;
  const ask = async (path: string): Promise<Report> =>
    (await running.get(path, token, company.profile.realmId)).body as unknown as Report;

  beforeAll(async () => {
    if (!spec) throw new Error('the catalogue lacks such a company');
    const store = await SandboxStore.open({ dataDir: null, seed: 'test', today: TODAY, specs: [spec] });
    company = store.companies()[0] as Company;
    running = await start([company]);
    token = (await running.connect(company.profile.realmId)).access_token;
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  it.each(['2025-12-31', '2026-06-30', TODAY, '2027-06-30'])('closes at %s', async (date) => {
    const sheet = await ask(`/reports/BalanceSheet?end_date=${date}`);
    expect(group(sheet, 'TotalAssets')).toBe(group(sheet, 'TotalLiabilitiesAndEquity'));
    const trial = await ask(`/reports/TrialBalance?end_date=${date}`);
    expect(group(trial, 'GrandTotal', 1)).toBe(group(trial, 'GrandTotal', 2));
    const receivable = await ask(`/reports/AgedReceivables?report_date=${date}`);
    expect(group(receivable, 'GrandTotal', 6) ?? 0).toBe(group(sheet, 'AR') ?? 0);
    const payable = await ask(`/reports/AgedPayables?report_date=${date}`);
    expect(group(payable, 'GrandTotal', 6) ?? 0).toBe(group(sheet, 'AP') ?? 0);
  });

  it('balances a month of its general ledger in home currency', async () => {
    const report = await ask(`/reports/GeneralLedger?${MONTH}`);
    const keys = report.Columns.Column.map((c) => c.MetaData[0]?.Value);
    expect(keys.includes('debt_home_amt')).toBe(company.profile.multiCurrency);
    const debit = company.profile.multiCurrency ? keys.indexOf('debt_home_amt') : keys.indexOf('debt_amt');
    const rows = ledgerRows(report.Rows.Row).filter(({ cells }) => cells[1]?.value);
    const sum = (at: number): number => rows.reduce((all, { cells }) => all + cents(cells[at]), 0);
    expect(rows.length).toBeGreaterThan(40);
    expect(sum(debit)).toBe(sum(debit + 1));
  });

  it('answers a month of the ledger in less than thirty small requests take', async () => {
    const base = `${running.url}/v3/company/${company.profile.realmId}`;
    const timed = async (path: string, times: number): Promise<number> => {
      const began = process.cpuUsage();
      for (let n = 0; n < times; n += 1) {
        await (
          await fetch(base + path, { headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' } })
        ).text();
      }
      const { user, system } = process.cpuUsage(began);
      return (user + system) / times;
    };
    // Computing alone, and the best of five rounds: what else the machine does is not the server's. Measured at 2 ms and 1 ms.
    const best = async (path: string, times: number): Promise<number> => {
      const rounds: number[] = [];
      for (let round = 0; round < 5; round += 1) rounds.push(await timed(path, times));
      return Math.min(...rounds);
    };
    const small = await best('/companyinfo/1', 20);
    expect((await best(`/reports/GeneralLedger?${MONTH}`, 5)) / small).toBeLessThan(30);
  });

  it('shows several currencies only where they are kept', async () => {
    const bills = await running.get(
      `/query?query=select * from Invoice maxresults 1000`,
      token,
      company.profile.realmId,
    );
    expect(bills.text.includes('"ExchangeRate"')).toBe(company.profile.multiCurrency);
    const preferences = await running.get('/preferences', token, company.profile.realmId);
    expect(preferences.text).toContain(`"MultiCurrencyEnabled":${company.profile.multiCurrency}`);
  });
});
