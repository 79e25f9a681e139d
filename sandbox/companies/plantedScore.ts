/** Holds what a check of the companies found against what was planted in them. */
import type { PlantedRef } from '../ledger/types.js';
import { CATALOGUE } from './catalogue.js';
import { PLANTED_PROBLEMS, type RuleId } from './plantedProblems.js';

/** One finding of a check: its rule, and what it names as `Bill:12`, `Vendor:3`, `Account:7`. */
export interface CheckFinding {
  readonly rule: string;
  readonly names: readonly string[];
  /** As the check says it, for a person who judges it. */
  readonly text: string;
}

/** A company as it was checked. */
export interface CheckedCompany {
  readonly name: string;
  /** What was planted, by the problem's key: of its journal's `planted` records. */
  readonly planted: ReadonlyMap<string, readonly PlantedRef[]>;
  readonly findings: readonly CheckFinding[];
}

/** Counts over a company, a rule, or all. */
export interface PlantedCounts {
  planted: number;
  found: number;
  /** Findings in companies where nothing is wrong. */
  false: number;
  /** Findings beside what was planted in companies whose books are not tidy: a person judges them. */
  other: number;
}

export interface PlantedScore extends PlantedCounts {
  readonly byCompany: ReadonlyMap<string, PlantedCounts>;
  readonly byRule: ReadonlyMap<string, PlantedCounts>;
  /** A line for each planted problem that was not found, and for each finding that is false or beside. */
  readonly missed: readonly string[];
  readonly falses: readonly string[];
  readonly others: readonly string[];
}

/**
 * A planted problem is found when findings of its rule name all it consists of; one of them may be about more. What is
 * planted is what was due by the company's day: the table has more for companies that are younger.
 */
export function scorePlanted(companies: readonly CheckedCompany[]): PlantedScore {
  const [total, byCompany, byRule] = [none(), new Map<string, PlantedCounts>(), new Map<string, PlantedCounts>()];
  const lists = { missed: [] as string[], falses: [] as string[], others: [] as string[] };
  for (const company of companies) {
    const { name, findings } = company;
    const count = (rule: string, what: keyof PlantedCounts): void => {
      for (const counts of [total, countsOf(byCompany, name), countsOf(byRule, rule)]) counts[what] += 1;
    };
    countsOf(byCompany, name);
    const explained = new Set<CheckFinding>();
    for (const [key, rule, refs] of plantedIn(company)) {
      const hits = findings.filter(
        (finding) => finding.rule === rule && finding.names.some((each) => refs.includes(each)),
      );
      for (const hit of hits) explained.add(hit);
      count(rule, 'planted');
      const left = refs.filter((each) => !hits.some(({ names }) => names.includes(each)));
      if (left.length === 0) count(rule, 'found');
      else lists.missed.push(`${key}: ${left.join(', ')}`);
    }
    const isTidy = CATALOGUE.some((spec) => spec.name === name && spec.tidy === true);
    for (const finding of findings) {
      if (explained.has(finding)) continue;
      count(finding.rule, isTidy ? 'false' : 'other');
      lists[isTidy ? 'falses' : 'others'].push(`${name}: ${finding.rule}: ${finding.text}`);
    }
  }
  return { ...total, byCompany, byRule, ...lists };
}

/** The planted records of a company's journal, by the problem's key; of several the newest. A torn last line is left out. */
export function plantedRecords(journal: string): ReadonlyMap<string, readonly PlantedRef[]> {
  const planted = new Map<string, readonly PlantedRef[]>();
  for (const line of journal.split('\n')) {
    if (!line.includes('"planted"') || !line.endsWith('}')) continue;
    const record = JSON.parse(line) as { op: string; key: string; refs: readonly PlantedRef[] };
    if (record.op === 'planted') planted.set(record.key, record.refs);
  }
  return planted;
}

function plantedIn({ name, planted }: CheckedCompany): [key: string, rule: RuleId, refs: string[]][] {
  return PLANTED_PROBLEMS.filter((problem) => problem.company === name).flatMap(({ key, rule }) => {
    const refs = planted.get(key);
    return refs ? [[key, rule, refs.map(({ kind, id }) => `${kind}:${id}`)]] : [];
  });
}

function none(): PlantedCounts {
  return { planted: 0, found: 0, false: 0, other: 0 };
}

function countsOf(counts: Map<string, PlantedCounts>, name: string): PlantedCounts {
  const known = counts.get(name) ?? none();
  counts.set(name, known);
  return known;
}
