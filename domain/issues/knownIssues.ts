import { daysBetween } from '../calendar.js';
import { foundBy, type FoundIssue } from '../hygiene/findAll.js';
import type { HygieneSource } from '../hygiene/hygieneSource.js';
import type { RuleId } from '../hygiene/ruleIds.js';
import { RULES } from '../hygiene/rules/rules.js';
import type { SettingValues } from '../hygiene/settings.js';
import type { IsoDate } from '../units.js';
import { carriedOver } from './carryOver.js';

/** An issue that is not settled, as the rules are told of it. */
export interface KnownIssue {
  readonly rule: RuleId;
  readonly key: string;
  /** Date of the oldest document it is about; null where none has one. */
  readonly oldest: IsoDate | null;
  /** What it is about, each by the names a key may have it under, with its date; absent where that is not known. */
  readonly lines?: readonly { readonly names: readonly string[]; readonly date: IsoDate | null }[];
}

/** What a rule says of the books where some of its issues are known. */
export interface Judged {
  readonly found: readonly FoundIssue[];
  /** Known issues that these books cannot tell to be there or gone: they stay as they are. */
  readonly beyond: readonly KnownIssue[];
}

/**
 * What one rule finds, with what is known already found whatever its age: how far back a rule looks says what becomes an
 * issue, and an issue that grows older than that was not settled by it. The rule is asked a second time, as far back as the
 * oldest that it no longer found, only where there is one.
 */
export function judgedBy(
  rule: RuleId,
  source: HygieneSource,
  values: SettingValues,
  known: readonly KnownIssue[],
): Judged {
  const found = foundBy(rule, source, values);
  const { lookBack } = RULES[rule];
  if (!lookBack) return { found, beyond: [] };
  const aged = missing(known, found).filter((issue) => ageOf(issue, source) > values[lookBack]);
  if (aged.length === 0) return { found, beyond: [] };
  const furthest = aged.reduce((days, issue) => Math.max(days, ageOf(issue, source)), 0);
  const told = keysOf(found);
  const older = foundBy(rule, source, { ...values, [lookBack]: furthest }).filter(
    ({ finding }) => !told.has(finding.key),
  );
  const again = continuing(aged, older);
  return {
    found: [...found, ...again],
    beyond: missing(aged, again).filter((issue) => isBeyond(source, issue)),
  };
}

/** Days since its oldest document; 0 where none has a date. */
function ageOf({ oldest }: KnownIssue, { asOf }: HygieneSource): number {
  return oldest === null ? 0 : daysBetween(oldest, asOf);
}

/** The known issues that none of what was found is, nor continues. */
function missing(known: readonly KnownIssue[], found: readonly FoundIssue[]): KnownIssue[] {
  const { left, fresh } = compared(known, found);
  const continued = new Set(carriedOver(left, fresh.map(named)).values());
  return left.filter((issue) => !continued.has(issue));
}

/** What was found that is one of the known issues, or continues one. */
function continuing(known: readonly KnownIssue[], found: readonly FoundIssue[]): FoundIssue[] {
  const { left, fresh } = compared(known, found);
  const names = fresh.map(named);
  const carried = carriedOver(left, names);
  const isFresh = new Set(fresh);
  return [
    ...found.filter((issue) => !isFresh.has(issue)),
    ...names.flatMap((name) => (carried.has(name) ? [name.issue] : [])),
  ];
}

/** What has no namesake on the other side. */
function compared(
  known: readonly KnownIssue[],
  found: readonly FoundIssue[],
): { readonly left: KnownIssue[]; readonly fresh: FoundIssue[] } {
  const [foundKeys, knownKeys] = [keysOf(found), new Set(known.map(({ key }) => key))];
  return {
    left: known.filter(({ key }) => !foundKeys.has(key)),
    fresh: found.filter(({ finding }) => !knownKeys.has(finding.key)),
  };
}

function named(issue: FoundIssue): { readonly rule: RuleId; readonly key: string; readonly issue: FoundIssue } {
  return { rule: issue.rule, key: issue.finding.key, issue };
}

function keysOf(found: readonly FoundIssue[]): Set<string> {
  return new Set(found.map(({ finding }) => finding.key));
}

/**
 * Whether it is older than what can be judged: a document of it is from before the books are whole and not among what is
 * kept of that time; or it is older than its rule can judge at all, and still in the ledger.
 */
function isBeyond(source: HygieneSource, issue: KnownIssue): boolean {
  const { condensedBefore } = source.books;
  const { judgedDays } = RULES[issue.rule];
  const parts = issue.key.split('+');
  const isCondensed = Boolean(condensedBefore && issue.oldest !== null && issue.oldest < condensedBefore);
  if (isCondensed && parts.some((part) => !isInBooks(source, part) && isBefore(issue, part, condensedBefore)))
    return true;
  const isTooOld = judgedDays !== undefined && ageOf(issue, source) >= judgedDays;
  return isTooOld && parts.every((part) => isPosted(source, part));
}

/** Whether a part may be of the time before; of what came after it the books are whole, and what is not there is gone. */
function isBefore({ lines }: KnownIssue, part: string, day: IsoDate | null | undefined): boolean {
  const date = lines?.find(({ names }) => names.includes(part))?.date ?? null;
  return date === null || !day || date < day;
}

function isInBooks({ snapshots: { index } }: HygieneSource, part: string): boolean {
  return index.documents.has(part) || index.ledgerKeys.has(part) || index.legs.has(part);
}

function isPosted({ snapshots: { index } }: HygieneSource, part: string): boolean {
  const legs = index.legs.get(index.ledgerKeys.get(part) ?? part) ?? [];
  return legs.some(({ debit, credit }) => debit !== credit);
}
