import type { BookDocument } from '../books.js';
import { addDays, daysBetween } from '../calendar.js';
import { entityKey } from '../documentTypes.js';
import type { HygieneSource } from './hygieneSource.js';
import { PAYABLE_PARTS, partyKey, RECEIVABLE_PARTS } from './openDocuments.js';
import type { BooksPart } from './rule.js';

type Doubled = 'Bill' | 'Invoice';
/** Documents that may be one, by date then id; two or more. */
export type Cluster = readonly BookDocument[];

/** Two entries of one document are at most this far apart, where their amounts differ: less than a month. */
const CORRECTED_WITHIN_DAYS = 20;
/** Entries further apart than this can be a rhythm. */
const RHYTHM_FROM_DAYS = 6;
/** Instalments entered together fall due at least this far apart. */
const INSTALMENT_DAYS = 20;
/** A month between two bills, and how far their due dates may be from as far apart. */
const MONTH = { least: 25, most: 35, due: 5 } as const;
/** Documents of so many days are in the books whole; of older ones only those that are open. */
const KEPT_DAYS = 400;
/** On so many days equal documents come in pairs before that is how this party bills. */
const PAIRS_OF_HABIT = 3;

const SETTLING = {
  Bill: { payment: 'BillPayment', reads: PAYABLE_PARTS },
  Invoice: { payment: 'Payment', reads: RECEIVABLE_PARTS },
} as const satisfies Record<Doubled, { payment: string; reads: readonly BooksPart[] }>;

/**
 * Bills of one vendor, or invoices to one customer, with one number, at most `days` apart and the newest dated in the last `days`. Blanks, punctuation, case
 * and leading zeros of a number do not count, and one without a digit ("Rent") is none. A number that comes back in a
 * regular rhythm stands for an account, and so may one that comes back once, a month later and due a month later; with
 * another amount, it is one document only within 20 days.
 */
export function sameNumber(source: HygieneSource, type: Doubled, days: number): readonly Cluster[] {
  return source.once(`same number ${type} ${days}`, SETTLING[type].reads, () => {
    const parties = Map.groupBy(candidates(source, type, days), partyKey);
    return [...parties]
      .flatMap(([party, documents]) =>
        source.remember(`same number ${type} ${party} ${days}`, documents, () => sameNumberOfParty(documents, days)),
      )
      .filter((cluster) => isRecent(source, cluster, days));
  });
}

function sameNumberOfParty(documents: readonly BookDocument[], days: number): readonly Cluster[] {
  const groups = Map.groupBy(documents, ({ number }) => plainNumber(number));
  groups.delete('');
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const rhythmic = isRhythm(group);
    return clusters(group, (a, b) => {
      const apart = daysBetween(a.date, b.date);
      const isEqual = a.total === b.total;
      if (apart > days || !dueTogether(a, b) || isMonthLater(a, b) || (rhythmic && apart >= RHYTHM_FROM_DAYS))
        return false;
      return isEqual || (!rhythmic && apart <= CORRECTED_WITHIN_DAYS);
    });
  });
}

/**
 * Bills of one vendor, or invoices to one customer, with one amount and date but different numbers or none, dated in the
 * last `days`. Instalments due on different days and parties who often bill in pairs are left out, and so is what one
 * number tells already.
 */
export function sameAmountAndDate(source: HygieneSource, type: Doubled, days: number): readonly Cluster[] {
  return source.once(`same amount ${type} ${days}`, SETTLING[type].reads, () => {
    const told = new Set(
      sameNumber(source, type, days).flatMap((cluster) => cluster.slice(1).map(({ id }) => entityKey(type, id))),
    );
    const documents = candidates(source, type, days).filter(({ id }) => !told.has(entityKey(type, id)));
    return [...Map.groupBy(documents, partyKey)]
      .flatMap(([party, ofParty]) =>
        source.remember(`same amount ${type} ${party}`, ofParty, () => sameAmountOfParty(ofParty)),
      )
      .filter((cluster) => isRecent(source, cluster, days));
  });
}

function sameAmountOfParty(documents: readonly BookDocument[]): readonly Cluster[] {
  return [...Map.groupBy(documents, ({ total }) => total).values()].flatMap((group) => {
    if (group.length < 2) return [];
    const pairs = [...Map.groupBy(group, ({ date }) => date).values()].filter(({ length }) => length > 1);
    return pairs.length >= PAIRS_OF_HABIT ? [] : pairs.flatMap((pair) => clusters(pair, dueTogether));
  });
}

/** By its newest document, so that a set stays as it is until all of it is old. */
function isRecent(source: HygieneSource, cluster: Cluster, days: number): boolean {
  const from = addDays(source.asOf, -days);
  return cluster.some(({ date }) => date >= from);
}

/** Looked at up to twice as far back: what the newest may be one with. Not wholly taken back by credits: a document that was credited and entered anew is there once. */
function candidates(source: HygieneSource, type: Doubled, days: number): readonly BookDocument[] {
  return source.once(`candidates ${type} ${days}`, SETTLING[type].reads, () => {
    const from = addDays(source.asOf, -Math.max(days, Math.min(2 * days, KEPT_DAYS)));
    const credited = creditedAmounts(source, type);
    return source
      .documents(type)
      .filter(
        ({ id, partyId, date, total }) =>
          partyId !== null &&
          total > 0 &&
          date >= from &&
          date <= source.asOf &&
          (credited.get(entityKey(type, id)) ?? 0) < total,
      );
  });
}

/** What payments without money set against documents: credits. */
function creditedAmounts(source: HygieneSource, type: Doubled): ReadonlyMap<string, number> {
  const credited = new Map<string, number>();
  for (const { total, date, applications } of source.documents(SETTLING[type].payment)) {
    if (total !== 0 || date > source.asOf) continue;
    for (const application of applications) {
      if (application.type !== type) continue;
      const key = entityKey(type, application.id);
      credited.set(key, (credited.get(key) ?? 0) + application.amount);
    }
  }
  return credited;
}

/** Joins each document to the first of the latest clusters with one linked to it among its last. */
function clusters(group: readonly BookDocument[], linked: (a: BookDocument, b: BookDocument) => boolean): Cluster[] {
  const found: BookDocument[][] = [];
  for (const document of group) {
    const open = found.slice(-MOST_COMPARED);
    const joined = open.find((cluster) => cluster.slice(-MOST_COMPARED).some((other) => linked(other, document)));
    if (joined) joined.push(document);
    else found.push([document]);
  }
  return found.filter(({ length }) => length > 1);
}

/** Keeps the comparing linear where hundreds of documents carry one number. */
const MOST_COMPARED = 5;

function dueTogether(a: BookDocument, b: BookDocument): boolean {
  return a.dueDate === null || b.dueDate === null || Math.abs(daysBetween(a.dueDate, b.dueDate)) < dueLimit(a, b);
}

/** The second of a rhythm that has no third yet: a month later, and due a month later. */
function isMonthLater(a: BookDocument, b: BookDocument): boolean {
  const apart = daysBetween(a.date, b.date);
  if (apart < MONTH.least || apart > MONTH.most || a.dueDate === null || b.dueDate === null) return false;
  return Math.abs(daysBetween(a.dueDate, b.dueDate) - apart) <= MONTH.due;
}

/** Documents of different dates fall due as far apart as they are. */
function dueLimit(a: BookDocument, b: BookDocument): number {
  return INSTALMENT_DAYS + Math.abs(daysBetween(a.date, b.date));
}

/** At least three documents in even steps, multiples of a step counted as that; what lies close together aside. */
function isRhythm(group: readonly BookDocument[]): boolean {
  const steps = group
    .slice(1)
    .map(({ date }, position) => daysBetween(group[position]?.date ?? date, date))
    .filter((step) => step >= RHYTHM_FROM_DAYS)
    .sort((a, b) => a - b);
  const usual = steps[Math.floor((steps.length - 1) / 2)];
  if (usual === undefined || steps.length < 2) return false;
  return steps.every(
    (step) => Math.abs(step - Math.max(1, Math.round(step / usual)) * usual) <= Math.max(4, usual / 5),
  );
}

/**
 * A number as letters and digits in capitals, each group of digits without its leading zeros, groups kept apart so that
 * 1-11 is not 11-1; empty for a number that has no digit.
 */
export function plainNumber(number: string | null): string {
  const groups = (number ?? '').toUpperCase().match(/\p{L}+|\p{N}+/gu) ?? [];
  let plain = '';
  for (const group of groups)
    plain += DIGITS.test(group) ? `${DIGITS.test(plain.slice(-1)) ? '-' : ''}${plainDigits(group)}` : group;
  return DIGITS.test(plain) ? plain : '';
}

const DIGITS = /\p{N}/u;

function plainDigits(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}
