import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { settingValues } from '../../../domain/hygiene/settings.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { statementsOf } from '../../harness/statements.js';
import { addConnected, AS_OF, found, keep } from './issuesGround.js';

const NEXT = '2026-11-22' as IsoDate;

describe('what a sync makes of issues', () => {
  let server: TestApp;
  let people: Practice;
  let owner: { clientId: string; firmId: string };
  let count = 0;

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const [clientId = ''] = await addConnected(server, people.daniel, [{ name: `Client ${(count += 1)}` }]);
    owner = { clientId, firmId: people.daniel.firmId };
  });

  const rows = () =>
    server.test.asOwner<Record<string, unknown>>(
      `select id, rule, key, state, found_on::text, reopened_on::text, settled_on::text, reason, finding->>'reason' as told,
         money_at_stake::int as money, seen_version from hygiene_issue where client_id = ?::uuid order by rule, key`,
      [owner.clientId],
    );
  const trail = async () =>
    (
      await server.test.asOwner<{ told: string }>(
        `select concat_ws(' ', actor_kind, action, before->>'state', after->>'rule', after->>'key', after->>'state') as told
           from audit_event where client_id = ?::uuid order by id`,
        [owner.clientId],
      )
    ).map(({ told }) => told);
  const listed = async () =>
    (
      await server.test.asOwner(
        'select open_issues, hygiene_score, insights_version from client_row where client_id = ?::uuid',
        [owner.clientId],
      )
    )[0];

  it('opens what is new, with the date, the score as the sum of its lines, and an event each', async () => {
    const standing = await keep(server, owner, [found('negative-bank', '1'), found('unusual-entry', '2')]);
    expect(await rows()).toMatchObject([
      { rule: 'negative-bank', key: 'Bill:1', state: 'OPEN', found_on: AS_OF, told: 'Bill 1 is odd.', money: 500_00 },
      { rule: 'unusual-entry', key: 'Bill:2', state: 'OPEN', found_on: AS_OF, seen_version: 1 },
    ]);
    const [score] = await server.test.asOwner<{ value: number; lines: { points: number }[]; as_of: string }>(
      'select value, lines, as_of::text from hygiene_score where client_id = ?::uuid',
      [owner.clientId],
    );
    expect(score?.as_of).toBe(AS_OF);
    expect(score?.value).toBe(100 - (score?.lines ?? []).reduce((sum, { points }) => sum + points, 0));
    expect(standing).toEqual({ open: 2, score: score?.value });
    expect(await listed()).toMatchObject({ open_issues: 2, hygiene_score: score?.value });
    expect(await trail()).toEqual([
      'SYSTEM hygiene.opened negative-bank Bill:1 OPEN',
      'SYSTEM hygiene.opened unusual-entry Bill:2 OPEN',
    ]);
  });

  it('leaves an issue as it is that the books are too young to judge', async () => {
    await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')]);
    const told = await trail();
    await keep(server, owner, [], { booksVersion: 2, beyond: [{ rule: 'unusual-entry', key: 'Bill:1' }] });
    expect(await rows()).toMatchObject([{ state: 'OPEN', settled_on: null }, { state: 'SETTLED' }]);
    expect(await trail()).toEqual([...told, 'SYSTEM hygiene.settled OPEN unusual-entry Bill:2 SETTLED']);
    expect(await listed()).toMatchObject({ open_issues: 1 });
  });

  it('keeps an issue the same while its documents are, settles it when it is gone, and reopens it with the date', async () => {
    await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')]);
    const [before] = await rows();
    await keep(server, owner, [found('unusual-entry', '1', { reason: 'Bill 1 is odder.' })], { booksVersion: 2 });
    const [edited, gone] = await rows();
    expect(edited).toMatchObject({ id: before?.['id'], state: 'OPEN', told: 'Bill 1 is odder.', seen_version: 2 });
    expect(gone).toMatchObject({ state: 'SETTLED', settled_on: AS_OF });
    await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')], { asOf: NEXT });
    const [, back] = await rows();
    expect(back).toMatchObject({
      id: gone?.['id'],
      state: 'OPEN',
      found_on: AS_OF,
      reopened_on: NEXT,
      settled_on: null,
    });
    expect((await trail()).slice(2)).toEqual([
      'SYSTEM hygiene.settled OPEN unusual-entry Bill:2 SETTLED',
      'SYSTEM hygiene.reopened SETTLED unusual-entry Bill:2 OPEN',
    ]);
  });

  it('writes nothing of issues that are as they were', async () => {
    const issues = [found('unusual-entry', '1'), found('unusual-entry', '2')];
    await keep(server, owner, issues);
    const xmins = () =>
      server.test.asOwner('select xmin::text from hygiene_issue where client_id = ?::uuid order by id', [
        owner.clientId,
      ]);
    const before = await xmins();
    await keep(server, owner, issues, { asOf: NEXT, booksVersion: 2 });
    expect(await xmins()).toEqual(before);
    expect(await trail()).toHaveLength(2);
  });

  it('keeps what was dismissed so when the same comes back, and opens it again when it is not the same', async () => {
    await keep(server, owner, [found('unusual-entry', '1')]);
    await server.test.asOwner(
      `update hygiene_issue set state = 'DISMISSED', reason = 'Known', by_id = ?::uuid, at = now() where client_id = ?::uuid`,
      [people.daniel.id, owner.clientId],
    );
    await keep(server, owner, []);
    expect(await rows()).toMatchObject([{ state: 'SETTLED', reason: 'Known' }]);
    await keep(server, owner, [found('unusual-entry', '1')]);
    expect(await rows()).toMatchObject([{ state: 'DISMISSED', reason: 'Known', settled_on: null }]);
    await keep(server, owner, []);
    await keep(server, owner, [found('unusual-entry', '1', { moneyAtStake: 7_00 as Cents })]);
    expect(await rows()).toMatchObject([{ state: 'OPEN', reason: null, reopened_on: AS_OF, money: 7_00 }]);
    expect((await trail()).map((line) => line.split(' ')[1])).toEqual([
      'hygiene.opened',
      'hygiene.settled',
      'hygiene.dismissed_again',
      'hygiene.settled',
      'hygiene.reopened',
    ]);
  });

  const setAside = (state: string) =>
    server.test.asOwner(
      `update hygiene_issue set state = ?, reason = case when ? = 'DISMISSED' then 'Known' end, by_id = ?::uuid, at = now(),
         snoozed_until = case when ? = 'SNOOZED' then date '2027-01-31' end,
         dismissed_hash = case when ? = 'DISMISSED' then finding_hash end,
         dismissed_money = case when ? = 'DISMISSED' then money_at_stake end where client_id = ?::uuid`,
      [state, state, people.daniel.id, state, state, state, owner.clientId],
    );

  it('opens what was dismissed for a small amount when more is at stake, and for no less', async () => {
    await keep(server, owner, [found('unusual-entry', '1')]);
    await setAside('DISMISSED');
    await keep(server, owner, [found('unusual-entry', '1', { moneyAtStake: 400_00 as Cents })]);
    expect(await rows()).toMatchObject([{ state: 'DISMISSED', money: 400_00 }]);
    await keep(server, owner, [found('unusual-entry', '1', { moneyAtStake: 90_000_00 as Cents })], { asOf: NEXT });
    expect(await rows()).toMatchObject([{ state: 'OPEN', reason: null, reopened_on: NEXT, money: 90_000_00 }]);
    expect((await trail()).at(-1)).toBe('SYSTEM hygiene.reopened DISMISSED unusual-entry Bill:1 OPEN');
  });

  it('keeps a snooze through a sync that does not find it', async () => {
    await keep(server, owner, [found('unusual-entry', '1')]);
    await setAside('SNOOZED');
    await keep(server, owner, []);
    expect(await rows()).toMatchObject([{ state: 'SETTLED' }]);
    await keep(server, owner, [found('unusual-entry', '1')]);
    const [row] = await server.test.asOwner(
      'select state, snoozed_until::text, by_id from hygiene_issue where client_id = ?::uuid',
      [owner.clientId],
    );
    expect(row).toEqual({ state: 'SNOOZED', snoozed_until: '2027-01-31', by_id: people.daniel.id });
    expect((await trail()).at(-1)).toBe('SYSTEM hygiene.snoozed_again SETTLED unusual-entry Bill:1 SNOOZED');
  });

  it('keeps a cluster the same issue, set aside as it was, when a document joins or leaves it', async () => {
    const cluster = (key: string) => [found('duplicate-expense', '1', { key })];
    await keep(server, owner, cluster('Purchase:1+Purchase:2+Purchase:3'));
    await setAside('DISMISSED');
    const [before] = await rows();
    await keep(server, owner, cluster('Purchase:2+Purchase:3'));
    expect(await rows()).toMatchObject([{ id: before?.['id'], key: 'Purchase:2+Purchase:3', state: 'DISMISSED' }]);
    expect(await trail()).toHaveLength(1);
  });

  it('takes keys of any length', async () => {
    const key = Array.from({ length: 2_000 }, (_, n) => `Purchase:${n * 7_919}`).join('+');
    await keep(server, owner, [found('duplicate-expense', '1', { key })]);
    await keep(server, owner, [found('duplicate-expense', '1', { key })]);
    expect(await rows()).toMatchObject([{ key, state: 'OPEN' }]);
  });

  it('drops what was settled long ago, later where somebody dismissed it, and looks at nothing else that is settled', async () => {
    await keep(server, owner, [found('unusual-entry', '1')]);
    await setAside('DISMISSED');
    await keep(server, owner, [found('unusual-entry', '2')]);
    await keep(server, owner, []);
    const states = async (asOf: string) => {
      await keep(server, owner, [], { asOf: asOf as IsoDate });
      return (await rows()).map(({ key }) => key);
    };
    expect(await states('2027-02-18')).toEqual(['Bill:1', 'Bill:2']);
    expect(await states('2027-02-19')).toEqual(['Bill:1']);
    expect(await states('2027-12-26')).toEqual([]);
    expect(await trail()).toHaveLength(4);
  });

  it('weighs by the firm’s own values, counts snoozed issues and no dismissed ones', async () => {
    const values = settingValues({ weightDistorts: 7, weightBlocks: 30, weightTidy: 2 });
    const { score } = await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')], { values });
    const [{ lines = [] } = {}] = await server.test.asOwner<{ lines: { weight: number }[] }>(
      'select lines from hygiene_score where client_id = ?::uuid',
      [owner.clientId],
    );
    expect([2, 7, 30]).toContain(lines[0]?.weight);
    expect(score).toBe(100 - 2 * (lines[0]?.weight ?? 0));
    await server.test.asOwner(
      `update hygiene_issue set state = 'SNOOZED', snoozed_until = '2027-01-01', by_id = ?::uuid where key = 'Bill:1' and client_id = ?::uuid`,
      [people.daniel.id, owner.clientId],
    );
    expect(await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')], { values })).toEqual({
      open: 1,
      score,
    });
    await server.test.asOwner(
      `update hygiene_issue set state = 'DISMISSED', reason = 'x', snoozed_until = null where key = 'Bill:1' and client_id = ?::uuid`,
      [owner.clientId],
    );
    const after = await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2')], { values });
    expect(after.score).toBe(100 - (lines[0]?.weight ?? 0));
  });

  it('takes as many statements for 300 issues as for 3', async () => {
    const many = (of: number, from = 0) => Array.from({ length: of }, (_, n) => found('unusual-entry', `${from + n}`));
    const statements = async (of: number) => [
      (await statementsOf(server.test.statements, () => keep(server, owner, many(of)))).length,
      (await statementsOf(server.test.statements, () => keep(server, owner, many(of, of / 3)))).length,
    ];
    const few = await statements(3);
    await keep(server, owner, []);
    const more = await statements(300);
    expect(more.map((value, run) => value - (few[run] ?? 0)).every((difference) => difference <= 1)).toBe(true);
    expect(Math.max(...more)).toBeLessThanOrEqual(12);
  });

  it('is one client’s alone: the sync of another cannot write it', async () => {
    const [other = ''] = await addConnected(server, people.tomas, [{ name: 'Other' }]);
    await keep(server, owner, [found('unusual-entry', '1')]);
    const wrong = server.test.database.asSync({ clientId: other }, (tx) =>
      tx.execute("update hygiene_issue set state = 'OPEN'", [], 'run'),
    );
    expect(await wrong).toMatchObject({ affectedRows: 0 });
  });
});
