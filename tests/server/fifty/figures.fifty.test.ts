import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SnapshotFigures } from '../../../domain/snapshot.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { fiftyGround } from '../../harness/fiftyGround.js';
import { journalFigures } from '../../oracle/journalFigures.js';

interface Row {
  name: string;
  realm_id: string;
  as_of: string;
  figures: SnapshotFigures;
  tied: boolean;
  accuracy: number | null;
  evidence: {
    lines: { key: string; difference: number; closes: boolean }[];
    runway: { ours: string; quickbooks: string };
  };
}

describe('all fifty companies', () => {
  let db: TestDatabase;
  let rows: Row[];

  beforeAll(async () => {
    db = await createTestDatabase({ template: fiftyGround().template });
    rows = await db.asOwner<Row>(`
      select r.name, b.realm_id, r.as_of::text as as_of, s.figures, t.tied, t.accuracy, t.evidence
      from client_row r
      join business b using (client_id)
      join snapshot s on s.client_id = r.client_id and s.as_of = r.as_of and s.books_version = r.books_version and s.settings_version = r.settings_version
      join lateral (select * from tie_out t where t.client_id = r.client_id order by checked_at desc limit 1) t on true
      order by r.name`);
  });
  afterAll(() => db.close());

  it('are synced, each with its figures and its evidence', () => {
    expect(rows).toHaveLength(50);
  });

  it("close every line of the tie-out to the cent against QuickBooks' reports", () => {
    const open = rows.flatMap((row) =>
      row.evidence.lines
        .filter((line) => line.difference !== 0)
        .map((line) => `${row.name}: ${line.key} ${line.difference}`),
    );
    expect(open).toEqual([]);
    expect(rows.filter((row) => !row.tied).map((row) => row.name)).toEqual([]);
  });

  it("have the runway that QuickBooks' own reports give, to 0.1 week", () => {
    expect(
      rows.filter((row) => row.accuracy !== 1).map((row) => [row.name, row.accuracy, row.evidence.runway]),
    ).toEqual([]);
  });

  it("have the figures that a separate computation finds in the stand-in's journal", () => {
    for (const row of rows) {
      const { figures } = row;
      const ours = {
        cash: figures.cashOnHand,
        cashIn: figures.cashIn,
        cashOut: figures.cashOut,
        apartIn: figures.flows.financingIn + figures.flows.investingIn,
        days: figures.window?.days ?? 0,
        runway: runwayText(figures),
        payablesDue: figures.payablesDue.amount,
        payablesOverdue: figures.payablesOverdue.amount,
        receivablesOverdue: figures.receivablesOverdue.amount,
      };
      const theirs = journalFigures(`${fiftyGround().companies}/${row.realm_id}.jsonl`, row.as_of);
      expect({ name: row.name, ...ours }).toEqual({ name: row.name, ...theirs });
    }
  });

  it('cover every state that a runway can have', () => {
    const states = new Set(rows.map((row) => row.figures.runway.status));
    expect([...states].sort()).toEqual(['GREEN', 'NOT_BURNING', 'NO_DATA', 'RED', 'YELLOW']);
  });
});

function runwayText({ runway }: SnapshotFigures): string {
  if (runway.state !== 'NUMBER') return runway.state;
  return runway.over ? 'over 50' : (runway.weeks ?? 0).toFixed(1);
}
