import type { Finding } from '../hygiene/rule.js';

/**
 * The data in QuickBooks that a finding was made of, as text: its documents with their dates, amounts and names. Never its
 * sentence nor the ways it can turn out, which change with the day while the books stay as they are; nor amounts that do so (`rolling`).
 */
export function issueData({ moneyAtStake, lines, rolling = false }: Finding): string {
  const documents = lines.map(({ key, type, date, number, name, memo, amount }) => [
    ...[key, type, date, number, name, memo, rolling ? null : amount],
  ]);
  // Whatever order a rule names them in.
  documents.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return JSON.stringify([rolling ? null : moneyAtStake, documents]);
}
