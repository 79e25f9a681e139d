import { formatRange } from '../../domain/wording.js';
import type { IsoDate } from '../../domain/units.js';
import type { DigestView, ProvenanceView } from '../offline/index.js';
import type { Printing } from './reading.js';
import { linesFor } from './tieOutLines.js';

/** The card as plain text, in the card's order, for an e-mail or a working paper. */
export function provenanceText(
  provenance: ProvenanceView,
  digest: DigestView,
  client: string,
  print: Printing,
): string {
  const { money } = print;
  const amountOf = (label: string, amount: number): string => `  ${label}: ${money(amount)}`;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const window = provenance.window;
  return [
    `${client}: ${provenance.title}`,
    `As of ${print.day(digest.asOf)}${digest.booksThrough === null ? '' : `, books through ${print.day(digest.booksThrough)}`}, ${digest.currency}`,
    '',
    provenance.formulaInWords,
    provenance.missing ?? provenance.formulaInFigures,
    ...section(
      'Window',
      window === null ? [] : [`  ${formatRange(window.from as IsoDate, window.to as IsoDate)}, ${window.days} days`],
    ),
    ...section(
      'Accounts',
      provenance.accounts.map((account) =>
        amountOf(
          `${account.name}${account.leftOut === null ? '' : ` (left out: ${account.leftOut})`}`,
          account.balance,
        ),
      ),
    ),
    ...section(
      'Made of',
      provenance.groups.map(({ label, count, amount }) => amountOf(count === 0 ? label : `${label}, ${count}`, amount)),
    ),
    ...section(
      'Apart, not in the figure',
      provenance.apart.map(({ label, count, amount }) => amountOf(`${label}, ${count}`, amount)),
    ),
    ...section(
      'QuickBooks’ own figures',
      digest.tieOut === null
        ? []
        : linesFor(provenance.figure, digest.tieOut).map(
            (line) =>
              `  ${line.label}: here ${money(line.ours)}, QuickBooks ${money(line.quickbooks)}, difference ${money(line.difference)}`,
          ),
    ),
    ...section(
      'Notes',
      provenance.notes.map((note) => `  ${note}`),
    ),
  ].join('\n');
}
