import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql, type GraphQLSchema } from 'graphql';
import { buildContract } from '../../../server/contract/contract.js';
import { loadSdl } from '../../../server/contract/sdl.js';
import { createLoaders } from '../../../server/loaders.js';
import { createClientsService } from '../../../server/clients/clients.service.js';
import { createDigestsService } from '../../../server/digests/digests.service.js';
import { createSyncOverviewService } from '../../../server/sync/syncOverview.service.js';
import type { Principal } from '../../../server/principal.js';
import { resolvers } from '../../../server/resolvers.js';
import { TODAY } from '../../sandbox/smallCompany.js';
import { QUIET_REALM, startSyncGround, type SyncGround } from '../sync/syncHarness.js';

let ground: SyncGround;
let schema: GraphQLSchema;
let cafe: string;
let quiet: string;
let setAside: { documentKey: string; amount: number };

beforeAll(async () => {
  ground = await startSyncGround();
  schema = await buildContract(loadSdl(fileURLToPath(new URL('../../../schema/', import.meta.url))), resolvers);
  cafe = idOf(await ground.connect());
  quiet = idOf(await ground.connect(ground.advisor, QUIET_REALM));
  await ground.worker().runUntilIdle();
  setAside = await setPaymentAside();
});
afterAll(() => ground.close());

/** Sets the newest payment from the checking account aside, as an advisor would, and syncs again. */
async function setPaymentAside(): Promise<{ documentKey: string; amount: number }> {
  const [payment] = await ground.test.asOwner<{ documentKey: string; amount: number }>(
    `select document_key as "documentKey", credit::int as amount from posting
       where client_id = ? and account_id = ? and credit > 0 and date between '2026-09-01' and ?
       order by date desc, document_key limit 1`,
    [cafe, ground.small.ids['checking'], TODAY],
  );
  if (!payment) throw new Error('the café pays something from its checking account');
  await ground.test.asOwner('update client set settings = ?::jsonb, settings_version = 2 where id = ?', [
    JSON.stringify({ oneOffs: { [payment.documentKey]: 'the old oven' } }),
    cafe,
  ]);
  await ground.syncAgain();
  return payment;
}

function idOf(outcome: object): string {
  if ('clientId' in outcome) return String(outcome.clientId);
  throw new Error(JSON.stringify(outcome));
}

/** Asks as a person would, in one read transaction; answers the data and how many statements it took. */
async function ask<T>(
  query: string,
  variables: Record<string, unknown> = {},
  principal: Principal = ground.advisor,
): Promise<{ data: T; statements: number }> {
  const lazy = ground.test.database.readLazily({ principalId: principal.id, firmId: principal.firmId });
  const read = () => lazy.tx();
  ground.test.statements.length = 0;
  const services = {
    clients: createClientsService(ground),
    digests: createDigestsService(),
    syncOverview: createSyncOverviewService(ground),
  };
  const contextValue = { principal, read, loaders: createLoaders(read), services, clock: ground.clock };
  const answer = await graphql({ schema, source: query, variableValues: variables, contextValue });
  await lazy.end();
  if (answer.errors) throw answer.errors[0];
  return { data: JSON.parse(JSON.stringify(answer.data)) as T, statements: ground.test.statements.length };
}

const DIGEST = `asOf booksThrough booksVersion syncedAt reconstructed currency
  figures { runway { state status weeks over reason } cashOnHand inTransit accounts { accountId balance counted leftOut } window { from to days }
    cashIn cashOut netBurn weeklyIn weeklyOut weeklyNetBurn apartIn payablesDue { amount count items { type id open days } } payablesOverdue { amount }
    receivablesOverdue { amount count } unappliedPayables unappliedReceivables notes }
  before { asOf reconstructed runway { weeks } cashOnHand weeklyIn weeklyOut payablesDue receivablesOverdue }
  history { asOf runway { state weeks } cashOnHand cashIn cashOut apartIn reconstructed }
  movements { documentKey type date direction class account amount }
  cash: provenance(figure: CASH_ON_HAND) { title formulaInWords groups { label count amount transactions { documentKey amount } } }
  burn: provenance(figure: NET_BURN) { groups { amount } apart { label direction class count amount transactions { documentKey amount } } }
  due: provenance(figure: PAYABLES_DUE) { groups { amount transactions { type amount } } }
  tieOut { tied accuracy runwayOurs runwayQuickBooks lines { key closes difference bridges { label amount } } }`;

interface DigestData {
  asOf: string;
  booksVersion: number;
  reconstructed: boolean;
  figures: {
    cashOnHand: number;
    window: { from: string } | null;
    payablesDue: { amount: number };
    cashIn: number;
    cashOut: number;
  };
  before: { asOf: string; cashOnHand: number } | null;
  history: { asOf: string; cashIn: number; cashOnHand: number; reconstructed: boolean }[];
  movements: { direction: string; class: string; amount: number }[];
  cash: { groups: { amount: number }[] };
  burn: { groups: { amount: number }[]; apart: object[] };
  due: { groups: { amount: number }[] };
  tieOut: { tied: boolean; lines: { closes: boolean }[] } | null;
}

async function digest(id: string, asOf: string | null = null): Promise<DigestData | null> {
  const query = `query($id: ID!, $asOf: Date) { client(id: $id) { digest(asOf: $asOf) { ${DIGEST} } } }`;
  const { data } = await ask<{ client: { digest: DigestData | null } | null }>(query, { id, asOf });
  return data.client?.digest ?? null;
}

describe('a digest', () => {
  it('answers the newest snapshot with history, provenance that sums up, and evidence', async () => {
    const newest = await digest(cafe);
    const { company, ids } = ground.small;
    const cash = company.balance(ids['checking'] ?? '', TODAY) + company.balance(ids['savings'] ?? '', TODAY);
    expect(newest).toMatchObject({ asOf: TODAY, booksVersion: 1, reconstructed: false, figures: { cashOnHand: cash } });
    expect(newest?.before?.asOf).toBe('2026-11-08');
    expect(newest?.history.map(({ asOf }) => asOf).slice(0, 3)).toEqual([TODAY, '2026-11-15', '2026-11-08']);
    expect(newest?.history).toHaveLength(13);
    expect(newest?.cash.groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(cash);
    expect(newest?.due.groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(newest?.figures.payablesDue.amount);
    const operatingIn = newest?.movements.filter((m) => m.direction === 'IN' && m.class === 'OPERATING') ?? [];
    expect(operatingIn.reduce((sum, { amount }) => sum + amount, 0)).toBe(newest?.figures.cashIn);
    expect(newest?.tieOut?.tied).toBe(true);
  });

  it('shows what was set aside beside the burn, with its documents, and not in it', async () => {
    const newest = await digest(cafe);
    const burn = newest?.burn.groups.reduce((sum, { amount }) => sum + amount, 0);
    expect(burn).toBe((newest?.figures.cashOut ?? 0) - (newest?.figures.cashIn ?? 0));
    expect(newest?.burn.apart).toEqual([
      {
        label: 'One-offs set aside, out',
        direction: 'OUT',
        class: null,
        count: 1,
        amount: setAside.amount,
        transactions: [{ documentKey: setAside.documentKey, amount: setAside.amount }],
      },
    ]);
  });

  it('answers a past Sunday as kept, any other past date reconstructed, and neither with newer evidence', async () => {
    const sunday = await digest(cafe, '2026-11-15');
    const newest = await digest(cafe);
    expect(sunday).toMatchObject({ asOf: '2026-11-15', reconstructed: true, tieOut: null });
    expect(sunday?.figures.cashOnHand).toBe(newest?.history[1]?.cashOnHand);
    const wednesday = await digest(cafe, '2026-10-28');
    expect(wednesday).toMatchObject({ asOf: '2026-10-28', reconstructed: true });
    expect(wednesday?.cash.groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(wednesday?.figures.cashOnHand);
  });

  it('answers the weeks before any Sunday since the books began, however old', async () => {
    const sunday = await digest(cafe, '2026-09-06');
    expect(sunday?.history.map(({ asOf }) => asOf).slice(0, 2)).toEqual(['2026-09-06', '2026-08-30']);
    expect(sunday?.history).toHaveLength(13);
    expect(sunday?.history.at(-1)).toMatchObject({ asOf: '2026-06-14', reconstructed: true });
    expect(sunday?.before?.asOf).toBe('2026-08-30');
    const older = await digest(cafe, '2026-06-14');
    expect(older).toMatchObject({ reconstructed: true, figures: { cashOnHand: sunday?.history.at(-1)?.cashOnHand } });
    expect(older?.before).toMatchObject({ asOf: '2026-06-07' });
  });

  it('is null outside the books, for books without entries’ past, and for what another may not see', async () => {
    expect(await digest(cafe, '2026-11-22')).toBeNull();
    expect(await digest(cafe, '2019-01-01')).toBeNull();
    const query = `query($id: ID!) { client(id: $id) { digest { asOf } } }`;
    expect((await ask(query, { id: cafe }, ground.colleague)).data).toEqual({ client: null });
    expect((await ask(query, { id: cafe }, ground.stranger)).data).toEqual({ client: null });
    expect((await ask(query, { id: cafe }, ground.owner)).data).toEqual({ client: { digest: { asOf: TODAY } } });
  });

  it('says what is missing for books without a single entry, with nothing to compare with', async () => {
    const empty = await digest(quiet);
    expect(empty).toMatchObject({
      figures: { cashOnHand: null, window: null, runway: { state: 'NO_DATA' } },
      before: null,
      movements: [],
    });
    expect(empty?.history).toHaveLength(1);
    expect(empty?.tieOut?.tied).toBe(true);
  });

  it('takes as many statements for two clients as for one', async () => {
    const query = `query($search: String) { clients(first: 50, filter: { search: $search }) { edges { node { id digest { ${DIGEST} } } } } }`;
    type Listed = { clients: { edges: object[] } };
    const one = await ask<Listed>(query, { search: 'Café' });
    const both = await ask<Listed>(query, { search: 'Corner' });
    expect([one.data.clients.edges.length, both.data.clients.edges.length]).toEqual([1, 2]);
    expect(both.statements).toBe(one.statements);
  });
});

describe('the overview of syncs', () => {
  it('counts by state and changes its version with every client’s', async () => {
    const query =
      '{ syncOverview { version clients synced failing waiting lastGoodAt versions { clientId version sync { state lastGoodAt } } } }';
    interface Overview {
      syncOverview: {
        version: string;
        clients: number;
        synced: number;
        versions: { clientId: string; version: string }[];
      };
    }
    const before = (await ask<Overview>(query)).data.syncOverview;
    expect(before).toMatchObject({ clients: 2, synced: 2 });
    expect((await ask<Overview>(query)).data.syncOverview.version).toBe(before.version);
    expect((await ask<Overview>(query, {}, ground.stranger)).data.syncOverview.clients).toBe(0);
    await ground.test.asOwner('update client_row set books_version = 7 where client_id = ?', [quiet]);
    const after = (await ask<Overview>(query)).data.syncOverview;
    expect(after.version).not.toBe(before.version);
    const versionOf = (overview: Overview['syncOverview'], id: string) =>
      overview.versions.find((v) => v.clientId === id)?.version;
    expect(versionOf(after, quiet)).not.toBe(versionOf(before, quiet));
    expect(versionOf(after, cafe)).toBe(versionOf(before, cafe));
  });
});

describe('the overview of syncs, as time goes by', () => {
  it('changes its version when a client grows stale, and not before', async () => {
    const version = async () =>
      (await ask<{ syncOverview: { version: string } }>('{ syncOverview { version } }')).data.syncOverview.version;
    const before = await version();
    const hour = 60 * 60 * 1000;
    ground.clock.advance(48 * hour);
    expect(await version()).toBe(before);
    ground.clock.advance(1);
    expect(await version()).not.toBe(before);
    ground.clock.advance(-48 * hour - 1);
    expect(await version()).toBe(before);
  });
});

describe('a digest of a date that was shown', () => {
  it('explains a snapshot with what was set when it was made, and shows the evidence of its own date and books', async () => {
    const before = await digest(cafe);
    await ground.test.asOwner('update client set settings = ?::jsonb, settings_version = 3 where id = ?', [
      JSON.stringify({ counted: { [ground.small.ids['savings'] ?? '']: false } }),
      cafe,
    ]);
    // A day later the books are the same and the settings are not; what it was made of is derived again.
    ground.clock.advance(24 * 60 * 60 * 1000);
    await ground.syncAgain();
    await ground.test.asOwner('update snapshot set movements = null, provenance = null where as_of = ?', [TODAY]);
    const after = await digest(cafe, TODAY);
    expect((await digest(cafe))?.figures.cashOnHand).not.toBe(before?.figures.cashOnHand);
    expect(after?.tieOut?.tied).toBe(true);
    expect(after).toEqual(before);
  });
});
