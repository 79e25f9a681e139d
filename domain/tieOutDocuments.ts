import { besideDocuments } from './controlAccounts.js';
import { cents } from './money.js';
import type { SnapshotFigures } from './snapshot.js';
import type { SnapshotSource } from './snapshotSource.js';
import { lineOf, type TieOutBridge, type TieOutLine } from './tieOutLine.js';
import type { QuickBooksFigures } from './tieOutInput.js';
import type { Cents } from './units.js';

/** (c) open receivables and payables against the aging reports, which net credits and hold journal lines. */
export function openDocumentLines(
  source: SnapshotSource,
  figures: SnapshotFigures,
  theirs: QuickBooksFigures,
): TieOutLine[] {
  const receivable = bridgesOf(source, 'receivable', figures, figures.unappliedReceivables);
  const payable = bridgesOf(source, 'payable', figures, figures.unappliedPayables);
  return [
    lineOf('receivables', 'Open receivables', figures.openReceivables, theirs.agedReceivables, receivable),
    lineOf('payables', 'Open payables', figures.openPayables, theirs.agedPayables, payable),
  ];
}

function bridgesOf(
  source: SnapshotSource,
  side: 'receivable' | 'payable',
  figures: SnapshotFigures,
  unapplied: Cents,
): TieOutBridge[] {
  const beside = besideDocuments(source.index, side, figures.asOf);
  return [
    { label: 'Unapplied credits and payments', amount: unapplied },
    { label: `Journal entries on ${side} accounts`, amount: cents(-beside.journalLines) },
    { label: `Other entries on ${side} accounts`, amount: cents(-beside.otherLines) },
    { label: 'Documents in other currencies', amount: cents(-beside.foreignDocuments) },
  ].filter(({ amount }) => amount !== 0);
}
