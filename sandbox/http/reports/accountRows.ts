import type { ReportAccount } from './ledgerView.js';
import { addUp, blanks, dataRow, money, section, text, type Row } from './reportShape.js';

export interface AccountAmounts {
  account: ReportAccount;
  amounts: number[];
}

export interface RowBlock {
  rows: Row[];
  totals: number[];
}

const DEEPEST = 6;

/**
 * Rows of some accounts, in the order given; a sub-account nests in its parent, whose row is then a section without
 * a group. Accounts whose amounts and sub-accounts are all zero are left out.
 */
export function accountRows(list: readonly AccountAmounts[], width: number): RowBlock {
  const keys = new Set(list.map(({ account }) => account.key));
  const childrenOf = (key: string | undefined): readonly AccountAmounts[] =>
    list.filter(
      ({ account }) =>
        (account.parentKey !== undefined && keys.has(account.parentKey) ? account.parentKey : undefined) === key,
    );

  const block = (items: readonly AccountAmounts[], depth: number): RowBlock => {
    const rows: Row[] = [];
    const totals: number[][] = [];
    for (const item of items) {
      const made = one(item, depth);
      if (!made) continue;
      rows.push(made.row);
      totals.push(made.totals);
    }
    return { rows, totals: addUp(totals, width) };
  };

  const one = ({ account, amounts }: AccountAmounts, depth: number): { row: Row; totals: number[] } | undefined => {
    const inner = depth < DEEPEST ? block(childrenOf(account.key), depth + 1) : { rows: [], totals: addUp([], width) };
    const own = amounts.some((a) => a !== 0);
    if (!own && inner.rows.length === 0) return undefined;
    if (inner.rows.length === 0)
      return { row: dataRow([text(account.name, account.id), ...amounts.map(money)]), totals: amounts };
    const totals = addUp([amounts, inner.totals], width);
    const row = section(account.name, inner.rows, totals, undefined);
    row.Header = { ColData: [text(account.name, account.id), ...(own ? amounts.map(money) : blanks(width))] };
    return { row, totals };
  };

  return block(childrenOf(undefined), 0);
}
