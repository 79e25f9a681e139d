import { addDays } from '../../ledger/calendar.js';
import type { AccountType } from '../../ledger/types.js';
import { accountRows } from './accountRows.js';
import { earlierProfit, profitThrough, retainedEarnings, type ReportAccount } from './ledgerView.js';
import { fiscalYearStart } from './period.js';
import { addUp, money, report, section, text, type Row } from './reportShape.js';
import {
  balancesAt,
  statementColumns,
  statementContext,
  typeBlock,
  type ReportRequest,
  type StatementContext,
} from './statementContext.js';

interface Part {
  row: Row[];
  totals: number[];
}

/** A section of some account types; empty ones are left out. */
function part(context: StatementContext, title: string, type: AccountType, group: string): Part {
  const block = typeBlock(context, [type], (a) => balancesAt(context, a), context.periods.length);
  return {
    row: block.rows.length === 0 ? [] : [section(title, block.rows, block.totals, group)],
    totals: block.totals,
  };
}

function whole(title: string, parts: readonly Part[], group: string, width: number, total?: string): Part {
  const totals = addUp(
    parts.map((p) => p.totals),
    width,
  );
  return {
    row: [
      section(
        title,
        parts.flatMap((p) => p.row),
        totals,
        group,
        total,
      ),
    ],
    totals,
  };
}

function assets(context: StatementContext): Part {
  const width = context.periods.length;
  const current = whole(
    'Current Assets',
    [
      part(context, 'Bank Accounts', 'Bank', 'BankAccounts'),
      part(context, 'Accounts Receivable', 'Accounts Receivable', 'AR'),
      part(context, 'Other Current Assets', 'Other Current Asset', 'OtherCurrentAssets'),
    ],
    'CurrentAssets',
    width,
  );
  const others = [
    part(context, 'Fixed Assets', 'Fixed Asset', 'FixedAssets'),
    part(context, 'Other Assets', 'Other Asset', 'OtherAssets'),
  ];
  return whole('ASSETS', [current, ...others], 'TotalAssets', width, 'TOTAL ASSETS');
}

function liabilities(context: StatementContext): Part {
  const width = context.periods.length;
  const current = whole(
    'Current Liabilities',
    [
      part(context, 'Accounts Payable', 'Accounts Payable', 'AP'),
      part(context, 'Credit Cards', 'Credit Card', 'CreditCards'),
      part(context, 'Other Current Liabilities', 'Other Current Liability', 'OtherCurrentLiabilities'),
    ],
    'CurrentLiabilities',
    width,
  );
  return whole(
    'Liabilities',
    [current, part(context, 'Long-Term Liabilities', 'Long Term Liability', 'LongTermLiabilities')],
    'Liabilities',
    width,
  );
}

/** Equity accounts, retained earnings with earlier years' profit, and this fiscal year's net income. */
function equity(context: StatementContext): Part {
  const { view, periods, startMonth } = context;
  const retained = retainedEarnings(view);
  const accounts = view.accounts().filter((a) => a.type === 'Equity' && a.key !== retained.key);
  const figures = (account: ReportAccount): number[] =>
    balancesAt(context, account).map((b, at) =>
      account === retained ? b + earlierProfit(view, periods[at]?.end ?? '', startMonth) : b,
    );
  const block = accountRows(
    [...accounts, retained].map((account) => ({ account, amounts: figures(account) })),
    periods.length,
  );
  const income = periods.map(
    ({ end }) => profitThrough(view, end) - profitThrough(view, addDays(fiscalYearStart(end, startMonth), -1)),
  );
  const totals = addUp([block.totals, income], periods.length);
  const netIncome: Row = { ColData: [text('Net Income'), ...income.map(money)], type: 'Data', group: 'NetIncome' };
  return { row: [section('Equity', [...block.rows, netIncome], totals, 'Equity')], totals };
}

/** GET /reports/BalanceSheet: balances at the end of the period, in home currency. */
export function balanceSheet(request: ReportRequest): Record<string, unknown> {
  const context = statementContext(request);
  const width = context.periods.length;
  const left = assets(context);
  const right = whole(
    'LIABILITIES AND EQUITY',
    [liabilities(context), equity(context)],
    'TotalLiabilitiesAndEquity',
    width,
    'TOTAL LIABILITIES AND EQUITY',
  );
  const noData = [...left.totals, ...right.totals].every((t) => t === 0);
  return report({
    name: 'BalanceSheet',
    basis: context.basis,
    start: context.period.start,
    end: context.period.end,
    summarizedBy: context.summarizedBy,
    currency: request.company.profile.homeCurrency,
    columns: statementColumns(context, false),
    rows: [...left.row, ...right.row],
    noData,
    now: request.now,
  });
}
