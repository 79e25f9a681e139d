import type { Books, ClientSettings } from '../../../domain/books.js';
import { snapshotFrom } from '../../../domain/computeSnapshot.js';
import { FIGURES } from '../../../domain/figures.js';
import { historyFigures } from '../../../domain/history.js';
import { sum } from '../../../domain/money.js';
import { provenanceFrom } from '../../../domain/provenance.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { tieOut } from '../../../domain/tieOut.js';
import type { QuickBooksFigures } from '../../../domain/tieOutInput.js';
import type { Cents, IsoDate } from '../../../domain/units.js';

/** QuickBooks' side does not matter where two tie-outs of ours are compared. */
const NOTHING: QuickBooksFigures = {
  trialBalance: [],
  balanceSheetStart: [],
  balanceSheetEnd: [],
  cashFlow: { netCashIncrease: 0 as Cents },
  agedPayables: 0 as Cents,
  agedReceivables: 0 as Cents,
};

/** Everything that is computed from books as of some dates, in an order of its own. */
export function allFigures(books: Books, settings: ClientSettings, asOfs: readonly IsoDate[]) {
  const source = new SnapshotSource(books, settings);
  return asOfs.map((asOf) => {
    const figures = snapshotFrom(source, asOf);
    const lines = tieOut(books, settings, asOf, NOTHING);
    return {
      history: historyFigures(books, settings, [asOf]),
      tieOut: { ...lines, lines: [...lines.lines].sort((a, b) => (a.key < b.key ? -1 : 1)) },
      provenance: FIGURES.map((figure) => provenanceFrom(figure, source, figures)),
    };
  });
}

/** The same with what may differ in a company without history taken out: old movements as one balance, or each. */
export function comparable(all: ReturnType<typeof allFigures>) {
  return all.map(({ provenance, ...rest }) => ({
    ...rest,
    provenance: provenance.map(({ groups, ...card }) =>
      card.figure === 'CASH_ON_HAND' && rest.history[0]?.window === null
        ? { ...card, sum: sum(groups.map(({ amount }) => amount)) }
        : { ...card, groups },
    ),
  }));
}
