import { daysBetween } from '../../ledger/calendar.js';
import type { Party } from '../../ledger/types.js';
import { invalidParameter } from '../faults.js';
import { openItems, type OpenItem } from './openItems.js';
import { dateParameter } from './period.js';
import { addUp, moneyOrBlank, report, section, text, money, type Column, type Row } from './reportShape.js';
import type { ReportRequest } from './statementContext.js';

interface Buckets {
  titles: string[];
  indexOf(daysPastDue: number): number;
}

function whole(query: URLSearchParams, name: string, fallback: number, most: number): number {
  const asked = query.get(name);
  if (asked === null) return fallback;
  const value = Number(asked);
  if (!Number.isInteger(value) || value < 1 || value > most) throw invalidParameter(name, asked);
  return value;
}

/** Current, 1 - 30, 31 - 60, 61 - 90, 91 and over, unless other lengths or numbers are asked. */
function buckets(query: URLSearchParams): Buckets {
  const length = whole(query, 'aging_period', 30, 1000);
  const count = whole(query, 'num_periods', 4, 30);
  const middle = Array.from({ length: count - 1 }, (_, at) => `${at * length + 1} - ${(at + 1) * length}`);
  return {
    titles: ['Current', ...middle, `${(count - 1) * length + 1} and over`],
    indexOf: (days) => (days <= 0 ? 0 : Math.min(count, Math.ceil(days / length))),
  };
}

/** Bills and invoices age from their due date, credits and journal lines from their own. */
const ageFrom = ({ txn }: OpenItem): string => txn.dueDate ?? txn.date;

function amountsByParty(
  items: readonly OpenItem[],
  asOf: string,
  split: Buckets,
): Map<string, { name: string; amounts: number[] }> {
  const found = new Map<string, { name: string; amounts: number[] }>();
  for (const item of items) {
    const id = item.party?.id ?? '';
    let line = found.get(id);
    if (!line)
      found.set(id, (line = { name: item.party?.name ?? 'Not Specified', amounts: split.titles.map(() => 0) }));
    const at = split.indexOf(daysBetween(ageFrom(item), asOf));
    line.amounts[at] = (line.amounts[at] ?? 0) + item.amount;
  }
  return found;
}

const withTotal = (amounts: readonly number[]): number[] => [...amounts, amounts.reduce((a, b) => a + b, 0)];

/** A party's row: no `type`. */
const partyRow = (name: string, id: string, amounts: readonly number[]): Row => ({
  ColData: [text(name, id === '' ? undefined : id), ...withTotal(amounts).map(moneyOrBlank)],
});

/** Rows by name; a customer with jobs is a section that holds itself and them. */
function partyRows(lines: ReturnType<typeof amountsByParty>, parties: readonly Party[]): Row[] {
  const width = ([...lines.values()][0]?.amounts.length ?? 0) + 1;
  const known = new Map(parties.map((p) => [p.id, p]));
  const parentOf = (id: string): string | undefined => known.get(id)?.parentId;
  const tops = new Map<string, string[]>();
  for (const [id, { amounts }] of lines) {
    if (amounts.every((a) => a === 0)) continue;
    const top = parentOf(id) ?? id;
    tops.set(top, [...(tops.get(top) ?? []), id]);
  }
  const nameOf = (id: string): string => known.get(id)?.name ?? lines.get(id)?.name ?? '';
  const amountsOf = (id: string): number[] => lines.get(id)?.amounts ?? [];
  return [...tops]
    .toSorted(([a], [b]) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map(([top, ids]) => {
      if (ids.length === 1 && ids[0] === top) return partyRow(nameOf(top), top, amountsOf(top));
      const rows = ids.map((id) => partyRow(nameOf(id), id, amountsOf(id)));
      const row = section(
        nameOf(top),
        rows,
        addUp(
          ids.map((id) => withTotal(amountsOf(id))),
          width,
        ),
        undefined,
      );
      row.Header = { ColData: [text(nameOf(top), top), ...Array.from({ length: width }, () => text(''))] };
      return row;
    });
}

function aging(
  request: ReportRequest,
  side: 'Accounts Receivable' | 'Accounts Payable',
  name: string,
): Record<string, unknown> {
  const { company, query, today } = request;
  const asOf = dateParameter(query, 'report_date') ?? dateParameter(query, 'end_date') ?? today;
  const split = buckets(query);
  const method = query.get('aging_method') ?? 'Report_Date';
  const agedAt = method.toLowerCase() === 'current' ? today : asOf;
  const lines = amountsByParty(openItems(company, side, asOf), agedAt, split);
  const kind = side === 'Accounts Receivable' ? 'Customer' : 'Vendor';
  const rows = partyRows(lines, company.parties(kind));
  const totals = addUp(
    [...lines.values()].map(({ amounts }) => withTotal(amounts)),
    split.titles.length + 1,
  );
  if (rows.length > 0)
    rows.push({ Summary: { ColData: [text('TOTAL'), ...totals.map(money)] }, type: 'Section', group: 'GrandTotal' });
  const columns: Column[] = [
    { title: '', type: kind, key: kind === 'Customer' ? 'cust_name' : 'vend_name' },
    ...split.titles.map((title, at): Column => ({ title, type: 'Money', key: at === 0 ? 'current' : String(at - 1) })),
    { title: 'Total', type: 'Money', key: 'total' },
  ];
  return report({
    name,
    end: asOf,
    start: asOf,
    currency: company.profile.homeCurrency,
    options: [
      { Name: 'report_date', Value: asOf },
      { Name: 'AgingMethod', Value: method },
    ],
    columns,
    rows,
    noData: rows.length === 0,
    now: request.now,
  });
}

/** GET /reports/AgedReceivables: per customer what is open at report_date, credits and journal lines included; sums to the control accounts. */
export const agedReceivables = (request: ReportRequest): Record<string, unknown> =>
  aging(request, 'Accounts Receivable', 'AgedReceivables');

/** GET /reports/AgedPayables: the same per vendor. */
export const agedPayables = (request: ReportRequest): Record<string, unknown> =>
  aging(request, 'Accounts Payable', 'AgedPayables');
