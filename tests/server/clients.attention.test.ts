import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { needsAttention } from '../../domain/attention.js';
import type { HistoryFigures } from '../../domain/history.js';
import type { Runway, RunwayStatus, SnapshotFigures } from '../../domain/snapshot.js';
import type { IsoDate, Weeks } from '../../domain/units.js';
import { keepSnapshots } from '../../server/digests/snapshotStore.js';
import { writeListRow } from '../../server/sync/listRow.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { addClients, seedPractice } from '../harness/practice.js';

const number = fc
  .record({ tenths: fc.integer({ min: 0, max: 500 }), status: fc.constantFrom<RunwayStatus>('RED', 'YELLOW', 'GREEN') })
  .map(({ tenths, status }): Runway => ({
    state: 'NUMBER',
    status,
    weeks: (tenths / 10) as Weeks,
    over: false,
    reason: null,
  }));
const state = fc
  .constantFrom('NOT_BURNING' as const, 'NO_DATA' as const)
  .map((name): Runway => ({ state: name, status: name, weeks: null, over: false, reason: null }));
const runway = fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: state });

/** Pairs a tenth around the border of one week are the ones that floating point gets wrong. */
const nearby = number.chain((now) =>
  fc.integer({ min: 8, max: 12 }).map((tenths): { now: Runway; before: Runway } => ({
    now,
    before: { ...now, weeks: (Math.round((now.weeks ?? 0) * 10 + tenths) / 10) as Weeks },
  })),
);
const pair = fc.oneof(nearby, fc.record({ now: runway, before: fc.option(runway) }));

describe('what needs attention', () => {
  let server: TestApp;
  let daniel: TestBrowser;
  const pairs = fc.sample(pair, { numRuns: 180, seed: 20261121 });
  const expected = new Map<string, string[]>();

  beforeAll(async () => {
    server = await startTestApp();
    const people = await seedPractice(server.test);
    const now = server.clock.now();
    const ids = await addClients(
      server.test,
      people.daniel,
      pairs.map((_, index) => ({ name: `Client ${index}` })),
    );
    for (const [index, clientId] of ids.entries()) {
      const { now: runwayNow, before } = pairs[index] ?? { now: null, before: null };
      if (!runwayNow) continue;
      const asOf = '2026-11-21' as IsoDate;
      const figures = { asOf, runway: runwayNow, cashOnHand: 1, currency: 'USD', booksThrough: asOf };
      const made = {
        booksVersion: 1,
        settingsVersion: 1,
        syncedAt: now,
        reconstructed: false,
        settings: null,
        detail: null,
      };
      const last = { asOf: '2026-11-08', runway: before } as unknown as HistoryFigures;
      await server.test.database.asSync({ clientId, firmId: people.daniel.firmId }, async (tx) => {
        const owner = { clientId, firmId: people.daniel.firmId };
        if (before) await keepSnapshots(tx, owner, [{ ...made, asOf: '2026-11-08' as IsoDate, figures: last }], now);
        const listed = { clientId, booksVersion: 1, settingsVersion: 1, syncedAt: now };
        await writeListRow(tx, { ...listed, figures: figures as unknown as SnapshotFigures });
      });
      const reasons = needsAttention({ ...runwayNow, previous: before, stale: false, syncState: 'SYNCED' });
      expected.set(clientId, reasons);
    }
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
  });
  afterAll(() => server.close());

  const list = async (needs: boolean | null) => {
    const { data, errors } = await daniel.graphql<{
      clients: { edges: { node: { id: string; attention: string[] } }[]; totals: { needsAttention: number } };
    }>(
      'query($needs: Boolean) { clients(first: 200, filter: { needsAttention: $needs }) { edges { node { id attention } } totals { needsAttention } } }',
      { needs },
    );
    expect(errors).toEqual([]);
    return data.clients;
  };

  it('is said by the field as the domain says it', async () => {
    const all = await list(null);
    expect(all.edges).toHaveLength(pairs.length);
    for (const { node } of all.edges) expect(node.attention).toEqual(expected.get(node.id));
    const kinds = new Set(all.edges.flatMap(({ node }) => node.attention));
    expect([...kinds].sort()).toEqual(['LOWER_BY_A_WEEK', 'RED', 'WORSE_STATUS']);
  });

  it('is what the filter finds and the totals count, whatever last week was', async () => {
    const needing = [...expected].filter(([, reasons]) => reasons.length > 0).map(([id]) => id);
    const found = await list(true);
    expect(found.edges.map(({ node }) => node.id).sort()).toEqual(needing.sort());
    expect((await list(null)).totals.needsAttention).toBe(needing.length);
  });
});
