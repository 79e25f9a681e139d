import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type * as InputsOf from '../../../domain/forecast/inputsOf.js';

let poison: string | null = null;
const real: typeof InputsOf = await import('../../../domain/forecast/inputsOf.js');
jest.unstable_mockModule('../../../domain/forecast/inputsOf.js', () => ({
  ...real,
  forecastInputs: (...given: Parameters<typeof InputsOf.forecastInputs>) => {
    if (poison !== null) throw new RangeError(poison);
    return real.forecastInputs(...given);
  },
}));
const { RULE_IDS } = await import('../../../domain/hygiene/ruleIds.js');
const { RULES } = await import('../../../domain/hygiene/rules/rules.js');
const { youngCompany } = await import('./randomHistory.js');
const { startSyncGround } = await import('./syncHarness.js');

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const RULE = 'expense-without-payee';

let ground: Awaited<ReturnType<typeof startSyncGround>>;

beforeEach(async () => {
  poison = null;
  ground = await startSyncGround(youngCompany());
  await ground.connect();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await ground.close();
});

/** A purchase of nobody: one more issue of the rule. */
function buy(): void {
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['rent'] ?? '', amount: 987_600 }];
  const paid = { payType: 'Check', accountId: ids['checking'] ?? '', lines } as const;
  company.post({ type: 'Purchase', date: '2026-11-20', ...paid }, ground.later(60_000));
}

async function syncOnce(): Promise<void> {
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [ground.clock.now()]);
  await ground.worker().runUntilIdle();
}

const one = async (sql: string): Promise<Record<string, unknown>> => (await ground.test.asOwner(sql))[0] ?? {};
const row = () =>
  one(
    `select r.sync_state, r.as_of::text, r.books_version, r.not_judged, k.insights_of is not null as whole,
       b.as_of::text as forecast_as_of, (select max(s.as_of)::text from hygiene_score s) as score_as_of
     from client_row r join books k using (client_id) left join forecast_basis b using (client_id)`,
  );
const issuesOf = (rule: string) =>
  ground.test.asOwner(`select key, state, seen_version from hygiene_issue where rule = ? order by key`, [rule]);
const faultsTold = () =>
  ground.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'issues or a forecast stand as before');

function poisonRule(id: (typeof RULE_IDS)[number]): void {
  jest.spyOn(RULES[id], 'find').mockImplementation(() => {
    throw new RangeError('a document it did not expect');
  });
}

describe('figures', () => {
  it('are published though a rule fails: its issues stay as they are, the others are judged', async () => {
    await ground.worker().runUntilIdle();
    buy();
    await syncOnce();
    const before = await issuesOf(RULE);
    expect(before.length).toBeGreaterThan(0);
    poisonRule(RULE);
    buy();
    ground.later(DAY_MS);
    await syncOnce();
    const told = { sync_state: 'SYNCED', as_of: '2026-11-22', score_as_of: '2026-11-22', forecast_as_of: '2026-11-22' };
    expect(await row()).toMatchObject({ ...told, books_version: 3, not_judged: [RULE], whole: false });
    expect(await issuesOf(RULE)).toEqual(before);
    expect(faultsTold()).toMatchObject([
      { part: `the rule ${RULE}`, reference: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    jest.restoreAllMocks();
    await syncOnce();
    expect(await row()).toMatchObject({ not_judged: [], whole: true });
    expect((await issuesOf(RULE)).length).toBe(before.length + 1);
  });

  it('are published though the forecast fails: the one before stands for its older date', async () => {
    await ground.worker().runUntilIdle();
    poison = 'a history it did not expect';
    buy();
    ground.later(DAY_MS);
    await syncOnce();
    expect(await row()).toMatchObject({
      sync_state: 'SYNCED',
      as_of: '2026-11-22',
      forecast_as_of: '2026-11-21',
      score_as_of: '2026-11-22',
      not_judged: [],
      whole: false,
    });
    poison = null;
    await syncOnce();
    expect(await row()).toMatchObject({ forecast_as_of: '2026-11-22', whole: true });
  });

  it('are published though nothing else can be made, from the first sync on', async () => {
    poison = 'nothing';
    for (const id of RULE_IDS) poisonRule(id);
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({
      sync_state: 'SYNCED',
      as_of: '2026-11-21',
      not_judged: [...RULE_IDS],
      score_as_of: null,
      forecast_as_of: null,
    });
  });

  it.each([
    ['issues', `alter table hygiene_issue add constraint never check (finding_hash = '')`, [...RULE_IDS], '2026-11-21'],
    ['a forecast', `alter table forecast_basis add constraint never check (books_version = 0)`, [], null],
  ])('are published though %s cannot be kept', async (_, sql, notJudged, forecastAsOf) => {
    await ground.test.asOwner(sql);
    await ground.worker().runUntilIdle();
    expect(await row()).toMatchObject({
      sync_state: 'SYNCED',
      as_of: '2026-11-21',
      not_judged: notJudged,
      forecast_as_of: forecastAsOf,
      whole: false,
    });
  });
});
