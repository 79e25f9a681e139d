import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { start, type Running } from './httpHarness.js';
import { cents, flat, group, labelled, ledgerRows, type Report } from './reportReading.js';
import { emptyCompany, smallCompany, TODAY, type SmallCompany } from './smallCompany.js';

const GL = 'columns=tx_date,txn_type,doc_num,name,memo,split_acc,is_cleared,debt_amt,credit_amt';
const EMPTY = '9130000000000002';

describe('reports', () => {
  let running: Running;
  let token: string;
  let made: SmallCompany;
  beforeAll(async () => {
    made = smallCompany();
    running = await start([made.company, emptyCompany({ realmId: EMPTY }).company]);
    token = (await running.connect()).access_token;
  });
  afterAll(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const ask = async (name: string, query = ''): Promise<Report> => {
    const { status, body } = await running.get(`/reports/${name}?${query}&&minorversion=75`, token);
    expect(status).toBe(200);
    return body as unknown as Report;
  };
  const ledgerBalance = (key: string, asOf?: string): number => made.company.balance(made.ids[key] as string, asOf);

  describe('GeneralLedger', () => {
    it('has a section an account, a beginning balance for balance accounts and a row a posting', async () => {
      const report = await ask('GeneralLedger', `start_date=2026-11-01&end_date=2026-11-30&${GL}`);
      expect(report.Header).toMatchObject({
        ReportName: 'GeneralLedger',
        ReportBasis: 'Accrual',
        StartPeriod: '2026-11-01',
        EndPeriod: '2026-11-30',
        Currency: 'USD',
      });
      expect(report.Columns.Column.map((c) => c.MetaData[0]?.Value)).toEqual(GL.slice(8).split(','));
      const checking = report.Rows.Row?.find((r) => r.Header?.ColData[0]?.value === 'Checking');
      expect(checking?.Header?.ColData[0]?.id).toBe(made.ids['checking']);
      expect(checking?.Rows?.Row?.[0]?.ColData?.[0]?.value).toBe('Beginning Balance');
      const rent = report.Rows.Row?.find((r) => r.Header?.ColData[0]?.value === 'Rent');
      const row = rent?.Rows?.Row?.find((r) => r.ColData?.[2]?.value === 'B-2')?.ColData;
      expect(row?.[1]).toEqual({ value: 'Bill', id: made.ids['bill2'] });
      expect(row?.[3]).toEqual({ value: 'Main Street Properties', id: made.ids['landlord'] });
      expect(row?.[5]).toEqual({ value: 'Accounts Payable (A/P)', id: made.ids['ap'] });
      expect([row?.[7]?.value, row?.[8]?.value]).toEqual(['1200.00', '']);
      expect(rent?.Summary?.ColData[0]?.value).toBe('Total for Rent');
    });

    it('names documents as QuickBooks does, and gives payroll no id', async () => {
      const report = await ask('GeneralLedger', `start_date=2025-01-01&end_date=2026-12-31&${GL}`);
      const types = new Map(
        ledgerRows(report.Rows.Row)
          .filter((r) => r.cells[1]?.value)
          .map((r) => [r.cells[1]?.value, r.cells[1]?.id]),
      );
      expect([...types.keys()].sort()).toEqual([
        'Bill',
        'Bill Payment (Credit Card)',
        'Check',
        'Credit Card Credit',
        'Credit Card Payment',
        'Credit Memo',
        'Deposit',
        'Expense',
        'Invoice',
        'Journal Entry',
        'Payment',
        'Payroll Adjustment',
        'Payroll Check',
        'Refund',
        'Sales Receipt',
        'Sales Tax Payment',
        'Tax Payment',
        'Transfer',
        'Vendor Credit',
      ]);
      expect([types.get('Payroll Check'), types.get('Tax Payment')]).toEqual([undefined, undefined]);
      expect([...types].filter(([, id]) => id === undefined)).toHaveLength(3);
    });

    it('nests a sub-account in its parent, without an id', async () => {
      const report = await ask('GeneralLedger', `start_date=2026-09-01&end_date=2026-10-31&${GL}`);
      const auto = report.Rows.Row?.find((r) => r.Header?.ColData[0]?.value === 'Automobile');
      const fuel = auto?.Rows?.Row?.find((r) => r.Header);
      expect(fuel?.Header?.ColData[0]).toEqual({ value: 'Fuel' });
      expect(auto?.Summary?.ColData[0]?.value).toBe('Total for Automobile with sub-accounts');
    });

    it('shows "-Split-" for several others and the document account for a line', async () => {
      const report = await ask('GeneralLedger', `start_date=2026-09-01&end_date=2026-09-30&${GL}`);
      const rows = ledgerRows(report.Rows.Row).filter((r) => r.cells[2]?.value === 'B-1');
      expect(rows.map((r) => [r.account, r.cells[5]?.value]).sort()).toEqual([
        ['Accounts Payable (A/P)', '-Split-'],
        ['Automobile:Fuel', 'Accounts Payable (A/P)'],
        ['Coffee Beans', 'Accounts Payable (A/P)'],
      ]);
    });

    it('carries a natural running balance in its default columns', async () => {
      const report = await ask('GeneralLedger', 'start_date=2026-10-01&end_date=2026-10-31');
      expect(report.Columns.Column.map((c) => c.MetaData[0]?.Value)).toEqual([
        'tx_date',
        'txn_type',
        'doc_num',
        'name',
        'memo',
        'split_acc',
        'subt_nat_amount',
        'rbal_nat_amount',
      ]);
      const card = ledgerRows(report.Rows.Row)
        .filter((r) => r.account === 'Mastercard')
        .map((r) => [cents(r.cells[6]), cents(r.cells[7])]);
      expect(card).toEqual([
        [0, 0],
        [20_000, 20_000],
        [4_321, 24_321],
        [-321, 24_000],
        [-10_000, 14_000],
      ]);
    });

    it('sums by month to the trial balance, whatever the account', async () => {
      const sums = new Map<string, number>();
      for (let month = 0; month < 24; month += 1) {
        const from = `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
        const report = await ask(
          'GeneralLedger',
          `start_date=${from}-01&end_date=${from}-${new Date(Date.UTC(2025 + Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()}&${GL}`,
        );
        for (const { account, cells } of ledgerRows(report.Rows.Row)) {
          if (!cells[1]?.value) continue;
          const closedYear = ['Sales', 'Rent'].includes(account) && (cells[0]?.value ?? '') < '2026-01-01';
          if (!closedYear) sums.set(account, (sums.get(account) ?? 0) + cents(cells[7]) - cents(cells[8]));
        }
      }
      const trial = await ask('TrialBalance', 'end_date=2026-12-31');
      const rows = (trial.Rows.Row ?? [])
        .filter((r) => r.ColData)
        .map((r) => [r.ColData?.[0]?.value ?? '', cents(r.ColData?.[1]) - cents(r.ColData?.[2])] as const);
      expect(rows.length).toBeGreaterThan(15);
      sums.set('Retained Earnings', -(500_000 - 120_000));
      for (const [name, amount] of rows) expect([name, sums.get(name)]).toEqual([name, amount]);
    });

    it('says so when there is nothing', async () => {
      const other = (await running.connect(EMPTY)).access_token;
      for (const name of [
        'GeneralLedger',
        'TrialBalance',
        'BalanceSheet',
        'ProfitAndLoss',
        'CashFlow',
        'AgedPayables',
        'AgedReceivables',
      ]) {
        const { status, body } = await running.get(
          `/reports/${name}?start_date=2026-01-01&end_date=2026-01-31`,
          other,
          EMPTY,
        );
        expect([name, status]).toEqual([name, 200]);
        expect((body as unknown as Report).Header.Option).toContainEqual({ Name: 'NoReportData', Value: 'true' });
      }
    });
  });

  it('balances the trial balance, with earlier profit in retained earnings', async () => {
    const report = await ask('TrialBalance', 'end_date=2026-11-21');
    expect(group(report, 'GrandTotal', 1)).toBe(group(report, 'GrandTotal', 2));
    expect(labelled(report, 'Retained Earnings', 2)).toBe(380_000);
    expect(labelled(report, 'Sales', 2)).toBe(30_000 + 80_000 - 15_000 + 4_200 - 1_100);
    expect(labelled(report, 'Automobile:Fuel', 1)).toBe(5_000 + 4_321 - 321);
    const before = await ask('TrialBalance', 'end_date=2025-12-31');
    expect(labelled(before, 'Retained Earnings', 2)).toBeUndefined();
    expect(labelled(before, 'Sales', 2)).toBe(500_000);
  });

  it('balances the balance sheet, groups as recorded, at any date', async () => {
    for (const date of ['2025-03-31', '2025-12-31', '2026-01-01', '2026-10-31', TODAY, '2026-12-31']) {
      const report = await ask('BalanceSheet', `start_date=2025-01-01&end_date=${date}`);
      expect([date, group(report, 'TotalAssets')]).toEqual([date, group(report, 'TotalLiabilitiesAndEquity')]);
    }
    const report = await ask('BalanceSheet', `end_date=${TODAY}`);
    expect(labelled(report, 'Checking')).toBe(ledgerBalance('checking', TODAY));
    expect(group(report, 'BankAccounts')).toBe(ledgerBalance('checking', TODAY) + ledgerBalance('savings', TODAY));
    expect(group(report, 'CreditCards')).toBe(-ledgerBalance('card', TODAY));
    expect(labelled(report, 'Opening Balance Equity')).toBe(2_000_000);
    expect(labelled(report, 'Retained Earnings')).toBe(380_000);
    const groups = flat(report.Rows.Row).flatMap((r) => r.group ?? []);
    expect(groups).toEqual([
      'TotalAssets',
      'CurrentAssets',
      'BankAccounts',
      'AR',
      'OtherCurrentAssets',
      'FixedAssets',
      'TotalLiabilitiesAndEquity',
      'Liabilities',
      'CurrentLiabilities',
      'AP',
      'CreditCards',
      'OtherCurrentLiabilities',
      'LongTermLiabilities',
      'Equity',
      'NetIncome',
    ]);
  });

  it('computes profit and loss, calculated lines as summaries only', async () => {
    const report = await ask('ProfitAndLoss', `start_date=2026-01-01&end_date=${TODAY}`);
    const sales = 30_000 + 80_000 - 15_000 + 4_200 - 1_100;
    const costs = 120_000 + 5_000 + 25_000 + 9_000 + 100_000;
    expect([group(report, 'Income'), group(report, 'COGS'), group(report, 'GrossProfit')]).toEqual([
      sales,
      44_000,
      sales - 44_000,
    ]);
    expect([group(report, 'Expenses'), group(report, 'NetOperatingIncome')]).toEqual([costs, sales - 44_000 - costs]);
    expect(group(report, 'NetIncome')).toBe(sales - 44_000 - costs + 850);
    const net = flat(report.Rows.Row).find((r) => r.group === 'NetIncome');
    expect([net?.ColData, net?.Header]).toEqual([undefined, undefined]);
    const auto = flat(report.Rows.Row).find((r) => r.Header?.ColData[0]?.value === 'Automobile');
    expect([auto?.group, cents(auto?.Summary?.ColData[1])]).toEqual([undefined, 34_000]);
  });

  it('adds up its months', async () => {
    const report = await ask('ProfitAndLoss', `start_date=2026-07-01&end_date=${TODAY}&summarize_column_by=Month`);
    expect(report.Columns.Column).toHaveLength(7);
    const net =
      flat(report.Rows.Row)
        .find((r) => r.group === 'NetIncome')
        ?.Summary?.ColData.slice(1)
        .map(cents) ?? [];
    expect(net.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(net.at(-1));
  });

  it('counts on a cash basis what was paid', async () => {
    const report = await ask('ProfitAndLoss', `start_date=2026-01-01&end_date=${TODAY}&accounting_method=Cash`);
    expect(report.Header['ReportBasis']).toBe('Cash');
    // 124.00 of 324.00 paid: its share of sales; credit memo and invoice cancel; counter sales and a refund.
    expect(labelled(report, 'Sales')).toBe(Math.round((30_000 * 12_400) / 32_400) + 4_200 - 1_100);
    expect(labelled(report, 'Unapplied Cash Payment Income')).toBe(7_600);
    // 240.00 of 550.00 of the bill, 40.00 of them by a credit of 60.00.
    expect(labelled(report, 'Coffee Beans')).toBe(Math.round((50_000 * 24_000) / 55_000) - 4_000);
    const sheet = await ask('BalanceSheet', `end_date=${TODAY}&accounting_method=Cash`);
    expect(group(sheet, 'TotalAssets')).toBe(group(sheet, 'TotalLiabilitiesAndEquity'));
    const trial = await ask('TrialBalance', `end_date=${TODAY}&accounting_method=Cash`);
    expect(group(trial, 'GrandTotal', 1)).toBe(group(trial, 'GrandTotal', 2));
  });

  it('increases cash by the change of banks and undeposited funds', async () => {
    for (const [from, before, to] of [
      ['2025-01-01', '2024-12-31', '2025-12-31'],
      ['2026-09-01', '2026-08-31', '2026-09-30'],
      ['2026-01-01', '2025-12-31', TODAY],
    ] as const) {
      const report = await ask('CashFlow', `start_date=${from}&end_date=${to}`);
      const cash = (date: string): number =>
        ['checking', 'savings', 'uf'].reduce((sum, key) => sum + ledgerBalance(key, date), 0);
      expect([from, group(report, 'CashIncrease')]).toEqual([from, cash(to) - cash(before)]);
      expect([group(report, 'BeginningCash'), group(report, 'EndingCash')]).toEqual([cash(before), cash(to)]);
    }
    const september = await ask('CashFlow', 'start_date=2026-09-01&end_date=2026-09-30');
    expect([group(september, 'InvestingActivities'), group(september, 'FinancingActivities')]).toEqual([
      -3_000_000, 2_500_000,
    ]);
    expect('ReportBasis' in september.Header).toBe(false);
    const october = await ask('CashFlow', 'start_date=2026-10-01&end_date=2026-10-31');
    expect(labelled(october, 'Depreciation')).toBe(25_000);
    expect(group(october, 'InvestingActivities')).toBeUndefined();
  });

  it.each(['2025-06-30', '2026-09-05', '2026-10-20', '2026-10-24', '2026-11-10', TODAY, '2026-12-31'])(
    'ages to the control accounts at %s',
    async (date) => {
      const receivable = await ask('AgedReceivables', `report_date=${date}`);
      expect(group(receivable, 'GrandTotal', 6) ?? 0).toBe(ledgerBalance('ar', date));
      const payable = await ask('AgedPayables', `report_date=${date}`);
      expect(group(payable, 'GrandTotal', 6) ?? 0).toBe(0 - ledgerBalance('ap', date));
    },
  );

  it('puts documents into their buckets, credits and journal lines included', async () => {
    const report = await ask('AgedReceivables', `report_date=${TODAY}`);
    expect(report.Columns.Column.map((c) => c.ColTitle)).toEqual([
      '',
      'Current',
      '1 - 30',
      '31 - 60',
      '61 - 90',
      '91 and over',
      'Total',
    ]);
    const row = (name: string): number[] | undefined =>
      report.Rows.Row?.find((r) => r.ColData?.[0]?.value === name)
        ?.ColData?.slice(1)
        .map(cents);
    // Invoice 1001 due 31 Aug: 200.00 open, 82 days; payment of 5 Sep: 76.00 unapplied, 77 days; journal of 2 Nov: 7.00.
    expect(row("Amy's Bird Sanctuary")).toEqual([0, 700, 0, 20_000 - 7_600, 0, 13_100]);
    // Invoice 1002 due 14 Nov: 700.00 open; credit memo of 20 Oct: 50.00 left, 32 days.
    expect(row("Bill's Windsurf Shop")).toEqual([0, 70_000, -5_000, 0, 0, 65_000]);
    expect(report.Rows.Row?.[0]?.type).toBeUndefined();
    // Before the payment of 5 Sep the invoice was open in full.
    const september = await ask('AgedReceivables', 'report_date=2026-09-01');
    expect(september.Rows.Row?.[0]?.ColData?.slice(1).map(cents)).toEqual([0, 32_400, 0, 0, 0, 32_400]);
    const short = await ask('AgedReceivables', `report_date=${TODAY}&aging_period=15&num_periods=2`);
    expect(short.Columns.Column.map((c) => c.ColTitle)).toEqual(['', 'Current', '1 - 15', '16 and over', 'Total']);
  });

  it('understands periods by name and refuses what it does not know', async () => {
    const header = async (query: string): Promise<unknown[]> => {
      const report = await ask('ProfitAndLoss', query);
      return [report.Header['StartPeriod'], report.Header['EndPeriod']];
    };
    expect(await header('')).toEqual(['2026-01-01', TODAY]);
    expect(await header('date_macro=Last%20Fiscal%20Year')).toEqual(['2025-01-01', '2025-12-31']);
    expect(await header('date_macro=Last%20Fiscal%20Year-to-date')).toEqual(['2025-01-01', '2025-11-21']);
    expect(await header('date_macro=Last Month')).toEqual(['2026-10-01', '2026-10-31']);
    for (const [path, code] of [
      ['ProfitAndLoss?date_macro=Someday', '2170'],
      ['ProfitAndLoss?start_date=2026-02-30', '2170'],
      ['ProfitAndLoss?start_date=2026-03-01&end_date=2026-02-01', '2170'],
      ['ProfitAndLoss?summarize_column_by=Classes', '500'],
      ['VendorExpenses', '500'],
    ]) {
      const { status, body } = await running.get(`/reports/${path}`, token);
      expect([path, status, body.Fault.Error[0]?.code]).toEqual([path, 400, code]);
    }
  });
});
