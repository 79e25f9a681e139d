import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { start, type Running } from './httpHarness.js';
import { cents, type Report } from './reportReading.js';
import { emptyCompany, REALM, smallCompany, type SmallCompany } from './smallCompany.js';

const JULY_YEAR = '9130000000000007';

/** Two years of sales and rent in a company whose year begins in July. */
function julyCompany(): SmallCompany {
  const made = emptyCompany({ realmId: JULY_YEAR, fiscalYearStartMonth: 7 });
  const id = (key: string): string => made.ids[key] as string;
  for (let month = 0; month < 24; month += 1) {
    const date = `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`;
    const common = { date, accountId: id('checking') };
    made.company.post(
      {
        ...common,
        type: 'SalesReceipt',
        party: made.ref('amy'),
        lines: [{ accountId: id('sales'), amount: 10_000 + month }],
      },
      '2026-11-01T12:00:00Z',
    );
    made.company.post(
      { ...common, type: 'Purchase', payType: 'Check', lines: [{ accountId: id('rent'), amount: 4_000 }] },
      '2026-11-01T12:00:00Z',
    );
  }
  return made;
}

describe('the trial balance by month', () => {
  let running: Running;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    running = await start([smallCompany().company, julyCompany().company]);
    for (const realmId of [REALM, JULY_YEAR]) tokens.set(realmId, (await running.connect(realmId)).access_token);
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const ask = async (realmId: string, query: string): Promise<Report> => {
    const { status, body } = await running.get(`/reports/TrialBalance?${query}`, tokens.get(realmId) ?? '', realmId);
    expect(status).toBe(200);
    return body as unknown as Report;
  };
  /** Debit less credit of each line with a balance, by name, from the pair of columns at `at`. */
  const balances = (report: Report, at: number): Map<string, number> => {
    const found = new Map<string, number>();
    for (const row of report.Rows.Row ?? []) {
      const cells = row.ColData ?? row.Summary?.ColData ?? [];
      const net = cents(cells[at]) - cents(cells[at + 1]);
      if (net !== 0) found.set(`${cells[0]?.id ?? ''} ${cells[0]?.value ?? ''}`, net);
    }
    return found;
  };
  const dates = (report: Report): (string | undefined)[][] =>
    report.Columns.Column.map(({ MetaData }) =>
      ['ColKey', 'StartDate', 'EndDate'].map((name) => MetaData.find((m) => m.Name === name)?.Value),
    );

  it('has a debit and a credit column for each month, told by their dates', async () => {
    const report = await ask(REALM, 'start_date=2026-09-01&end_date=2026-11-21&summarize_column_by=Month');
    expect(report.Header).toMatchObject({ ReportName: 'TrialBalance', SummarizeColumnsBy: 'Month' });
    expect(dates(report)).toEqual([
      ['account', undefined, undefined],
      ['debt_amt', '2026-09-01', '2026-09-30'],
      ['credit_amt', '2026-09-01', '2026-09-30'],
      ['debt_amt', '2026-10-01', '2026-10-31'],
      ['credit_amt', '2026-10-01', '2026-10-31'],
      ['debt_amt', '2026-11-01', '2026-11-21'],
      ['credit_amt', '2026-11-01', '2026-11-21'],
    ]);
    const widths = (report.Rows.Row ?? []).map((row) => (row.ColData ?? row.Summary?.ColData)?.length);
    expect(new Set(widths)).toEqual(new Set([7]));
  });

  it.each([
    [REALM, 'Accrual'],
    [REALM, 'Cash'],
    [JULY_YEAR, 'Accrual'],
  ])('shows at each month’s end what the report of that date shows (%s, %s)', async (realmId, method) => {
    const basis = `accounting_method=${method}`;
    const report = await ask(realmId, `start_date=2025-01-01&end_date=2026-12-31&summarize_column_by=Month&${basis}`);
    const ends = dates(report)
      .filter(([key]) => key === 'debt_amt')
      .map(([, , end]) => end as string);
    expect(ends).toHaveLength(24);
    for (const [month, end] of ends.entries()) {
      const alone = await ask(realmId, `start_date=2025-01-01&end_date=${end}&${basis}`);
      expect([end, balances(report, 1 + 2 * month)]).toEqual([end, balances(alone, 1)]);
    }
  });

  it('starts income and expense over with the fiscal year, and rolls the profit into retained earnings', async () => {
    const report = await ask(JULY_YEAR, 'start_date=2026-06-01&end_date=2026-07-31&summarize_column_by=Month');
    const names = (at: number): Record<string, number> =>
      Object.fromEntries([...balances(report, at)].map(([name, net]) => [name.replace(/^\d* /, ''), net]));
    const salesOf = (from: number, to: number): number => {
      let sum = 0;
      for (let month = from; month <= to; month += 1) sum += 10_000 + month;
      return sum;
    };
    expect(names(1)).toMatchObject({
      Sales: -salesOf(6, 17),
      Rent: 12 * 4_000,
      'Retained Earnings': -(salesOf(0, 5) - 6 * 4_000),
    });
    expect(names(3)).toMatchObject({
      Sales: -salesOf(18, 18),
      Rent: 4_000,
      'Retained Earnings': -(salesOf(0, 17) - 18 * 4_000),
    });
  });

  it('balances every month’s debits and credits', async () => {
    const report = await ask(REALM, 'start_date=2025-01-01&end_date=2026-12-31&summarize_column_by=Month');
    const total = report.Rows.Row?.at(-1)?.Summary?.ColData ?? [];
    expect(total[0]?.value).toBe('TOTAL');
    for (let at = 1; at < total.length; at += 2) expect(total[at]).toEqual(total[at + 1]);
    expect(total).toHaveLength(49);
  });
});
