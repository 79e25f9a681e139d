import { csvAmount, csvText } from '../../domain/csvCells.js';
import { currencyExponent } from '../../domain/money.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents } from '../../domain/units.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { daysLate, type DocumentKind, type OpenDocument } from './console.js';
import { stateWords } from './decisionWords.js';

type Cell = string | number | null;

/** The rows of a view as a file, in their order: amounts with a decimal point, dates as 2026-11-22. */
export function viewCsv(
  rows: readonly OpenDocument[],
  kind: DocumentKind,
  asOf: string,
  drafts: ReadonlyMap<string, CheckedDraft>,
  decisions: ReadonlyMap<string, DecisionShown>,
): string {
  const isBill = kind === 'BILL';
  const heads = [
    ...[
      isBill ? 'Vendor' : 'Customer',
      'Number',
      'Date',
      'Due',
      'Days late',
      'Open balance',
      'Currency',
      'Decision',
      'Planned for',
    ],
    ...(isBill ? [] : ['Usual delay in days', 'Last sent']),
  ];
  const lines = rows.map((row): Cell[] => [
    ...[
      row.name,
      row.number,
      row.date,
      row.dueDate,
      daysLate(row, asOf),
      csvAmount(row.openBalance as Cents, currencyExponent(row.currency)),
    ],
    ...[row.currency, decided(drafts.get(row.key), decisions.get(row.key)), row.plannedFor],
    ...(isBill ? [] : [row.usualDelay, row.lastSentAt]),
  ]);
  return [heads, ...lines].map((line) => line.map(printed).join(',')).join('\r\n') + '\r\n';
}

function decided(draft: CheckedDraft | undefined, decision: DecisionShown | undefined): string | null {
  if (draft !== undefined) return `${KIND_WORDS[draft.draft.kind]}, not queued`;
  return decision === undefined ? null : stateWords(decision, 0, false);
}

function printed(cell: Cell): string {
  return typeof cell === 'string' ? csvText(cell) : String(cell ?? '');
}
