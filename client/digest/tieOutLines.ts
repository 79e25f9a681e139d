import type { Figure } from '../../schema/generated/graphql.js';
import type { DigestView } from '../offline/index.js';

export type TieOut = NonNullable<DigestView['tieOut']>;
export type TieOutLine = TieOut['lines'][number];

const CASH = ['balanceSheet:end:'];
const FLOWS = ['cashFlow'];

/** Which lines of the evidence bear on which figure, by the start of their key. */
const BEARING: Readonly<Record<Figure, readonly string[]>> = {
  RUNWAY: [...CASH, ...FLOWS],
  CASH_ON_HAND: CASH,
  WEEKLY_IN: FLOWS,
  WEEKLY_OUT: FLOWS,
  NET_BURN: FLOWS,
  PAYABLES_DUE: ['payables'],
  PAYABLES_OVERDUE: ['payables'],
  RECEIVABLES_OVERDUE: ['receivables'],
};

/** The lines that bear on a figure, and with them every line that does not close: a difference is never folded away. */
export function linesFor(figure: Figure, tieOut: TieOut): readonly TieOutLine[] {
  const bears = ({ key }: TieOutLine): boolean => BEARING[figure].some((start) => key.startsWith(start));
  return tieOut.lines.filter((line) => bears(line) || !line.closes);
}

/** The largest difference, printed; null when all ties. A runway that differs while every line closes says so in weeks. */
export function differenceIn(tieOut: TieOut, money: (amount: number) => string): string | null {
  if (tieOut.tied) return null;
  const sizes = tieOut.lines.map(({ difference }) => Math.abs(difference));
  const largest = Math.max(0, ...sizes);
  if (largest > 0) return money(largest);
  return `${tieOut.runwayOurs} to ${tieOut.runwayQuickBooks} weeks`;
}

/** Which lines do not close: `in Accounts payable`, `in Accounts payable, 2 more lines`; null when all do. */
export function whereItDiffers({ lines }: TieOut): string | null {
  const open = [...lines.filter(({ closes }) => !closes)].sort(
    (a, b) => Math.abs(b.difference) - Math.abs(a.difference),
  );
  const [largest, ...more] = open;
  if (largest === undefined) return null;
  const rest = more.length === 0 ? '' : `, ${more.length} more ${more.length === 1 ? 'line' : 'lines'}`;
  return `in ${largest.label}${rest}`;
}

/** What stands in place of QuickBooks' own figures where there are none to compare with. */
export function withoutEvidence({ reconstructed }: Pick<DigestView, 'reconstructed'>, isPast: boolean): string {
  if (!isPast) return 'Not tied out yet';
  return reconstructed
    ? 'QuickBooks’ reports of that day were not read'
    : 'QuickBooks’ reports of that day were not kept';
}
