/** The score of a check as a person reads it. */
import type { PlantedCounts, PlantedScore } from './plantedScore.js';
import { unreviewed } from './reviewedFindings.js';

/** A line for each company and each rule, what was missed or found beside, and the counts at the end. */
export function plantedReport(score: PlantedScore): string {
  const lines = [
    ...table('company', score.byCompany),
    '',
    ...table('rule', score.byRule),
    '',
    ...listed('missed', score.missed),
    ...listed('false', score.falses),
    ...listed('other', score.others),
    ...listed('unreviewed', unreviewed(score.byRule)),
    `planted=${score.planted} found=${score.found} false=${score.false} other=${score.other}`,
  ];
  return lines.join('\n');
}

/**
 * Whether everything planted was found, nothing in the companies where nothing is wrong, and in the others nothing beside
 * that nobody has judged.
 */
export function isPerfect({ planted, found, false: falses, byRule }: PlantedScore): boolean {
  return planted > 0 && found === planted && falses === 0 && unreviewed(byRule).length === 0;
}

function table(title: string, rows: ReadonlyMap<string, PlantedCounts>): string[] {
  const width = Math.max(title.length, ...[...rows.keys()].map((name) => name.length));
  const cells = (name: string, values: readonly (string | number)[]): string =>
    [name.padEnd(width), ...values.map((value) => String(value).padStart(7))].join(' ');
  return [
    cells(title, ['planted', 'found', 'false', 'other']),
    ...[...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, counts]) => cells(name, [counts.planted, counts.found, counts.false, counts.other])),
  ];
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map((line) => `${title}: ${line}`), ''];
}
