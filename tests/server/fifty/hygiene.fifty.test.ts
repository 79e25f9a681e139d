import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { findAll, type FoundIssue } from '../../../domain/hygiene/findAll.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { Finding } from '../../../domain/hygiene/rule.js';
import { RULE_IDS } from '../../../domain/hygiene/ruleIds.js';
import { settingValues } from '../../../domain/hygiene/settings.js';
import type { IsoDate } from '../../../domain/units.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { loadHygieneBooks } from '../../../server/books/hygieneBooks.js';
import { loadSettings } from '../../../server/books/clientSettings.js';
import {
  plantedRecords,
  scorePlanted,
  type CheckFinding,
  type PlantedScore,
} from '../../../sandbox/companies/plantedScore.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { fiftyGround } from '../../harness/fiftyGround.js';
import { expectSame } from '../../harness/expectSame.js';

interface Row {
  client_id: string;
  name: string;
  realm_id: string;
  as_of: IsoDate;
  books_version: number;
  hygiene_score: number | null;
  open_issues: number;
  issues: { rule: string; key: string; finding: Finding }[];
  lines: { points: number }[];
}

const journalOf = (realmId: string): string => readFileSync(`${fiftyGround().companies}/${realmId}.jsonl`, 'utf8');

describe('the hygiene of all fifty companies', () => {
  let db: TestDatabase;
  let rows: Row[];
  let score: PlantedScore;

  beforeAll(async () => {
    db = await createTestDatabase({ template: fiftyGround().template });
    rows = await db.asOwner<Row>(`
      select r.client_id, r.name, b.realm_id, r.as_of::text as as_of, r.books_version, r.hygiene_score, r.open_issues,
             (select lines from hygiene_score s where s.client_id = r.client_id and s.as_of = r.as_of) as lines,
             coalesce(jsonb_agg(jsonb_build_object('rule', i.rule, 'key', i.key, 'finding', i.finding)
               order by i.rule, i.key) filter (where i.id is not null), '[]') as issues
        from client_row r
        join business b using (client_id)
        left join hygiene_issue i on i.client_id = r.client_id and i.state <> 'SETTLED'
       group by r.client_id, r.name, b.realm_id, r.as_of, r.books_version, r.hygiene_score, r.open_issues order by r.name`);
    score = scorePlanted(
      rows.map(({ name, realm_id, issues }) => ({
        name,
        planted: plantedRecords(journalOf(realm_id)),
        findings: issues.map(asChecked),
      })),
    );
  });
  afterAll(() => db.close());

  it('shows every planted problem, all of it', () => {
    expect(rows).toHaveLength(50);
    expect(score.missed).toEqual([]);
    expect(score.found).toBe(score.planted);
  });

  it('shows nothing in the five companies where nothing is wrong', () => {
    expect(score.falses).toEqual([]);
  });

  it('has every rule planted at least once', () => {
    expect(RULE_IDS.filter((id) => !score.byRule.get(id)?.planted)).toEqual([]);
  });

  it('is kept as the rules find it in the books as they are kept', async () => {
    for (const row of rows) {
      const found = await db.database.asSync({ clientId: row.client_id }, async (tx) => {
        const books = await loadHygieneBooks(tx, row.client_id, row.books_version, row.as_of);
        const loaded = await loadSettings(tx, row.client_id);
        if (!loaded) throw new Error(`${row.name} has settings`);
        return findAll(new HygieneSource(books, loaded.settings, row.as_of), settingValues({}));
      });
      expect({ name: row.name, names: namesOf(found) }).toEqual({
        name: row.name,
        names: row.issues.map(({ rule, key }) => `${rule} ${key}`).sort(),
      });
    }
  }, 120_000);

  it('is found in condensed books as in the whole', async () => {
    for (const { client_id: clientId, name, as_of: asOf, books_version: version } of rows) {
      const [ours, theirs] = await db.database.asSync({ clientId }, async (tx) => {
        const condensed = await loadHygieneBooks(tx, clientId, version, asOf);
        const [whole, loaded] = [await loadBooks(tx, clientId, version), await loadSettings(tx, clientId)];
        if (!whole || !loaded) throw new Error(`${name} has books and settings`);
        return [condensed, { ...condensed, ...whole, condensedBefore: null }].map((books) =>
          namesOf(findAll(new HygieneSource(books, loaded.settings, asOf), settingValues({}))),
        );
      });
      expectSame({ name, found: ours }, { name, found: theirs });
    }
  }, 240_000);

  it('has a score that is the sum of its lines', () => {
    for (const { name, hygiene_score, lines } of rows) {
      const off = lines.reduce((sum, { points }) => sum + points, 0);
      expect([name, hygiene_score]).toEqual([name, Math.max(0, 100 - off)]);
    }
  });
});

function asChecked({ rule, finding }: Row['issues'][number]): CheckFinding {
  return { rule, names: finding.lines.map(({ key, documentKey }) => documentKey ?? key), text: finding.reason };
}

function namesOf(found: readonly FoundIssue[]): string[] {
  return found.map(({ rule, finding }) => `${rule} ${finding.key}`).sort();
}
