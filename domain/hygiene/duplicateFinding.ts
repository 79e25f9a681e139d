import { addDays } from '../calendar.js';
import { entityKey } from '../documentTypes.js';
import type { ForecastChange } from '../forecast/forecastInputs.js';
import { sum } from '../money.js';
import type { BookDocument } from '../books.js';
import type { Cluster } from './duplicates.js';
import { amountText, countText, dayText, documentLine, keyOf } from './findingLines.js';
import { called, listText, partyText } from './findingWords.js';
import type { HygieneSource } from './hygieneSource.js';
import { homeAmount, openByKey } from './openDocuments.js';
import type { Finding, Resolution } from './rule.js';

/** When money paid twice is taken to come back. */
const COMES_BACK_DAYS = 30;

const WORDS = {
  Bill: { what: 'bill', link: 'from', nobody: 'an unnamed vendor', twice: 'entered twice' },
  Invoice: { what: 'invoice', link: 'to', nobody: 'an unnamed customer', twice: 'entered twice' },
} as const;

/**
 * Bills or invoices that may be one. At stake is what is counted too much: all but the first. If they are one, those
 * that are open beside the one that is kept (a settled one, else the first) do not happen; bills that were all paid leave
 * money with the vendor, taken to come back in 30 days. `alike` says what they have in common.
 */
export function duplicateFinding(
  source: HygieneSource,
  type: 'Bill' | 'Invoice',
  cluster: Cluster,
  alike: string,
): Finding {
  const { what, link, nobody } = WORDS[type];
  const lines = cluster.map((document) => documentLine(source, document, homeAmount(source, document)));
  const [first] = cluster;
  const each = cluster.map(
    (document, position) =>
      `${called(what, document)} of ${dayText(source, document.date)} for ${amountText(source, lines[position]?.amount ?? 0)}`,
  );
  const extra = extrasOf(source, type, cluster);
  const atStake = sum(extra.map((document) => homeAmount(source, document)));
  return {
    key: keyOf(lines),
    reason: `Data shows ${countText(cluster.length, what)} ${link} ${first ? partyText(first, nobody) : nobody} with ${alike}: ${listText(each)}; ${openText(source, type, cluster)}.`,
    moneyAtStake: atStake,
    lines,
    fixAt: placeOf(type, extra.at(-1) ?? cluster.at(-1)),
    resolutions: resolutionsOf(source, type, cluster, extra),
  };
}

/** All but the one that is kept: the first that is settled, else the first. */
function extrasOf(source: HygieneSource, type: 'Bill' | 'Invoice', cluster: Cluster): readonly BookDocument[] {
  const open = openByKey(source, type);
  const kept = cluster.find(({ id, total }) => (open.get(entityKey(type, id))?.open ?? 0) < total) ?? cluster[0];
  return cluster.filter((document) => document !== kept);
}

function openText(source: HygieneSource, type: 'Bill' | 'Invoice', cluster: Cluster): string {
  const open = openByKey(source, type);
  const amounts = cluster.map(({ id }) => open.get(entityKey(type, id))?.home ?? 0);
  const count = amounts.filter((amount) => amount > 0).length;
  if (count === 0) return 'none is open';
  const all =
    count === cluster.length ? (count === 2 ? 'both are' : 'all are') : `${count} ${count === 1 ? 'is' : 'are'}`;
  return `${all} open, for ${amountText(source, sum(amounts))}`;
}

function placeOf(type: 'Bill' | 'Invoice', document: BookDocument | undefined): Finding['fixAt'] {
  return document ? { kind: type, id: document.id } : null;
}

function resolutionsOf(
  source: HygieneSource,
  type: 'Bill' | 'Invoice',
  cluster: Cluster,
  extra: readonly BookDocument[],
): [Resolution, Resolution] | null {
  const { what, twice } = WORDS[type];
  const open = openByKey(source, type);
  const removed = extra
    .map(({ id }) => entityKey(type, id))
    .filter((key) => open.has(key))
    .map((key): ForecastChange => ({ kind: 'REMOVE', key }));
  const changes = removed.length > 0 ? removed : type === 'Bill' ? paidTwice(source, extra) : [];
  if (changes.length === 0) return null;
  const times = cluster.length === 2 ? twice : `entered ${cluster.length} times`;
  return [
    {
      label: `It is one ${what} ${times}${removed.length > 0 ? '' : ' and paid as often, and the vendor gives it back'}`,
      changes,
    },
    { label: `They are ${cluster.length} ${what}s`, changes: [] },
  ];
}

function paidTwice(source: HygieneSource, extra: readonly BookDocument[]): ForecastChange[] {
  const date = addDays(source.asOf, COMES_BACK_DAYS);
  return extra.flatMap((document): ForecastChange[] => {
    const amount = homeAmount(source, document);
    if (amount <= 0) return [];
    const item = {
      key: `Added:duplicate-bill/${document.id}:${date}`,
      kind: 'ADDED',
      direction: 'IN',
      amount,
      date,
      name: partyText(document, 'Unnamed vendor'),
      number: document.number,
      documentKey: null,
      dueDate: null,
      series: null,
      basis: `Paid twice; taken to come back in ${COMES_BACK_DAYS} days.`,
    } as const;
    return [{ kind: 'ADD', item }];
  });
}
