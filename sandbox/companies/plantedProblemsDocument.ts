/** The table of planted problems as a document for people; a test keeps the copy in `docs/` equal to it. */
import { CATALOGUE } from './catalogue.js';
import { PLANTED_PROBLEMS } from './plantedProblems.js';

/** Markdown, ending in a newline. */
export function plantedProblemsDocument(): string {
  const clean = CATALOGUE.filter((spec) => spec.tidy === true).map(({ name }) => name);
  const rows = PLANTED_PROBLEMS.map(
    (p) => `| ${p.company} | \`${p.rule}\` | ${p.daysBefore} | ${p.what} | ${p.where} | ${p.expected} |`,
  );
  return [
    '# Planted hygiene problems',
    '',
    'What the stand-in QuickBooks plants, where, and what a check is expected to find. Written from',
    '`sandbox/companies/plantedProblems.ts`; days count back from the day of the first start. Ids are in each company’s',
    'ledger: `Company.planted()`, and the `planted` records of its journal.',
    '',
    `Clean, with nothing planted and nothing left open by accident: ${clean.join(', ')}.`,
    '',
    'Card purchases come with a receipt (`Attachable`) but for the planted ones, a few in books that are not clean, and small ones.',
    '',
    '| company | rule | days before | what | where | expected finding |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
