import { countOf } from '../../domain/wording.js';
import type { HygieneView } from '../offline/index.js';

/** What the last reading of the books did to the issues; what an advisor did is told by the act itself. */
export interface IssueNews {
  /** `1 issue settled: Undeposited funds ageing.`; null when none was. */
  readonly settled: string | null;
  /** All of it for people who listen, with the score where it changed; null without news. */
  readonly said: string | null;
}

const NAMED = 2;

/** What changed from one answer of the server to the next. */
export function issueNews(before: HygieneView, after: HygieneView, locale: string): IssueNews {
  const states = new Map(before.issues.map(({ id, state }) => [id, state]));
  const nowAre = (state: 'OPEN' | 'SETTLED', was: readonly (string | undefined)[]): readonly string[] =>
    after.issues.filter((issue) => issue.state === state && was.includes(states.get(issue.id))).map(titlesOf(after));
  const settled = sentenceOf('settled', nowAre('SETTLED', ['OPEN', 'SNOOZED']), locale);
  const found = sentenceOf('found', nowAre('OPEN', [undefined]), locale);
  const again = sentenceOf('open again', nowAre('OPEN', ['SETTLED']), locale);
  const sentences = [settled, found, again].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return { settled: null, said: null };
  const score = before.score.value === after.score.value ? [] : [`Books score ${after.score.value} of 100.`];
  return { settled, said: [...sentences, ...score].join(' ') };
}

function titlesOf({ rules }: HygieneView): (issue: HygieneView['issues'][number]) => string {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  return ({ ruleId }) => titles.get(ruleId) ?? ruleId;
}

function sentenceOf(became: string, titles: readonly string[], locale: string): string | null {
  if (titles.length === 0) return null;
  const named = [...new Set(titles)];
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  return `${countOf(titles.length, 'issue', 'issues', locale)} ${became}: ${named.slice(0, NAMED).join(', ')}${more}.`;
}
