import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { addClients, seedPractice, type Person, type Practice } from '../harness/practice.js';

const ROLES = ['runway_app', 'runway_signin', 'runway_sync', 'runway_webhook', 'runway_jobs'];
const inRoles = `(${ROLES.map((role) => `'${role}'`).join(', ')})`;
/** Tables without a firm: none may exist unnoticed. */
const WITHOUT_FIRM = [
  'firm',
  'mikro_orm_migrations',
  'quickbooks_calls',
  'quickbooks_month',
  'quickbooks_realm',
  'quickbooks_start',
  'sign_in_attempt',
  'webhook_notice',
];

describe('what one person may see of another’s', () => {
  let server: TestApp;
  let people: Practice;
  let danielsClient: string;

  beforeAll(async () => {
    server = await startTestApp({ poolSize: 2 });
    people = await seedPractice(server.test);
    [danielsClient = ''] = await addClients(server.test, people.daniel, [{ name: 'Daniel’s' }]);
    await addClients(server.test, people.priya, [{ name: 'Priya’s' }]);
    await addClients(server.test, people.tomas, [{ name: 'Tomas’s' }]);
    await server.test.asOwner(
      `insert into quickbooks_connection (client_id, firm_id, realm_id, access_token_sealed, refresh_token_sealed,
         access_expires_at, refresh_expires_at, connected_by, connected_at)
       values (?::uuid, ?::uuid, '1', 'sealed', 'sealed', now(), now(), ?::uuid, now())`,
      [danielsClient, people.daniel.firmId, people.daniel.id],
    );
  });
  afterAll(() => server.close());

  const tables = async () =>
    server.test.asOwner<{ name: string; owner: string; rls: boolean; forced: boolean; firm: boolean }>(
      `select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as rls, c.relforcerowsecurity as forced,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'firm_id') as firm
       from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
    );
  const as = <T extends object>(person: Person, sql: string, params: unknown[] = []) =>
    server.test.database.asPrincipal({ principalId: person.id, firmId: person.firmId }, 'read', (tx) =>
      tx.execute<T[]>(sql, params),
    );

  it('every table that carries a firm has row-level security, forced', async () => {
    const all = await tables();
    expect(all.filter(({ firm }) => !firm).map(({ name }) => name)).toEqual(WITHOUT_FIRM);
    const open = all.filter(({ name, rls, forced }) => name !== 'mikro_orm_migrations' && !(rls && forced));
    expect(open).toEqual([]);
    expect(all.length).toBeGreaterThan(15);
  });

  it('the login roles own nothing, bypass nothing and may not truncate', async () => {
    const roles = await server.test.asOwner(
      `select rolname from pg_roles where rolname like 'runway\\_%'
         and not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb order by 1`,
    );
    expect(roles.map(({ rolname }) => rolname)).toEqual([...ROLES].sort());
    for (const { name, owner } of await tables()) {
      expect(ROLES).not.toContain(owner);
      for (const role of ROLES) {
        const [grant] = await server.test.asOwner<{ may: boolean }>('select has_table_privilege(?, ?, ?) as may', [
          role,
          name,
          'TRUNCATE, TRIGGER, REFERENCES',
        ]);
        expect([role, name, grant?.may]).toEqual([role, name, false]);
      }
    }
    const definers = await server.test.asOwner(
      "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace",
    );
    expect(definers).toEqual([]);
    const views = await server.test.asOwner(
      "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace",
    );
    expect(views).toEqual([]);
  });

  it('the role of QuickBooks’ posts may insert notices and nothing else; the role of the clock’s jobs has its own schema alone', async () => {
    const grants = await server.test.asOwner<{ grantee: string; place: string; may: string }>(
      `select grantee, table_schema || '.' || table_name as place, string_agg(privilege_type, ' ' order by privilege_type) as may
         from information_schema.role_table_grants where grantee in ('runway_webhook', 'runway_jobs') group by 1, 2 order by 1, 2`,
    );
    expect(grants).toEqual([
      { grantee: 'runway_jobs', place: 'jobs.agenda_jobs', may: 'DELETE INSERT SELECT UPDATE' },
      { grantee: 'runway_webhook', place: 'public.webhook_notice', may: 'INSERT' },
    ]);
    const schemas = await server.test.asOwner(
      `select rolname, nspname from pg_roles, pg_namespace where rolname in ${inRoles} and nspname in ('public', 'jobs')
         and has_schema_privilege(rolname, nspname, 'USAGE') order by 1, 2`,
    );
    expect(schemas.map(({ rolname, nspname }) => `${String(rolname)} ${String(nspname)}`)).toEqual([
      'runway_app public',
      'runway_jobs jobs',
      'runway_signin public',
      'runway_sync public',
      'runway_webhook public',
    ]);
    const makers = await server.test.asOwner(
      `select rolname from pg_roles, pg_namespace where rolname in ${inRoles} and nspname in ('public', 'jobs')
         and has_schema_privilege(rolname, nspname, 'CREATE')`,
    );
    expect(makers).toEqual([]);
  });

  it('the role that serves people writes what people decide, and nothing the books say or QuickBooks answered', async () => {
    const grants = await server.test.asOwner<{ place: string; columns: string }>(
      `select table_name || ' ' || lower(privilege_type) as place, string_agg(column_name, ' ' order by column_name) as columns
         from information_schema.column_privileges where grantee = 'runway_app' and privilege_type = 'UPDATE'
           and table_name in
             ('attachment', 'client', 'client_row', 'decision', 'decision_attempt', 'decision_effect', 'firm', 'forecast_basis',
              'forecast_event', 'hygiene_issue')
         group by 1 order by 1`,
    );
    expect(grants.map(({ place, columns }) => `${place}: ${columns}`)).toEqual([
      'client update: tier',
      'client_row update: decisions_version hygiene_score insights_version last_reviewed_at open_decisions open_issues',
      'decision update: problem settled_at state waiting_for',
      'firm update: hygiene_settings',
      'hygiene_issue update: at by_id dismissed_hash dismissed_money reason reopened_on snoozed_hash snoozed_until state',
    ]);
    const tables = await server.test.asOwner<{ told: string }>(
      `select table_name || ': ' || string_agg(lower(privilege_type), ' ' order by privilege_type) as told
         from information_schema.role_table_grants where grantee = 'runway_app' and table_schema = 'public'
           and privilege_type <> 'SELECT' group by table_name order by 1`,
    );
    expect(tables.map(({ told }) => told)).toEqual([
      'audit_event: insert',
      'audit_link: insert',
      'connection_attempt: insert',
      'decision: insert',
      'decision_effect: insert',
      'decision_outbox: delete insert',
      'decision_tombstone: insert',
      'device_queue: delete insert update',
      'forecast_change: delete insert update',
      'forecast_event: delete insert',
      'hygiene_score: insert update',
      'operation_receipt: insert',
      'ritual: insert update',
    ]);
  });

  it('a connection that set no scope sees no row of any table', async () => {
    const orm = await MikroORM.init({
      clientUrl: server.test.urls.app,
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    for (const { name } of await tables()) {
      const [grant] = await server.test.asOwner<{ may: boolean }>(
        "select has_any_column_privilege('runway_app', ?, 'SELECT') as may",
        [name],
      );
      const query = orm.em.fork().execute<{ count: string }[]>(`select count(*) from ${name}`);
      if (grant?.may) expect([name, Number((await query)[0]?.count)]).toEqual([name, 0]);
      else await expect(query).rejects.toThrow(/permission denied/);
    }
    await orm.close(true);
  });

  it('another advisor and another firm see nothing by SQL, in any table with a client', async () => {
    const withClient = await server.test.asOwner<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'client_id'`,
    );
    expect(withClient.length).toBeGreaterThan(12);
    for (const { name } of withClient) {
      const [grant] = await server.test.asOwner<{ may: boolean }>(
        "select has_any_column_privilege('runway_app', ?, 'SELECT') as may",
        [name],
      );
      if (!grant?.may) continue;
      for (const person of [people.priya, people.tomas, people.ingrid]) {
        expect(await as(person, `select client_id from ${name} where client_id = ?::uuid`, [danielsClient])).toEqual(
          [],
        );
      }
    }
    expect(await as(people.daniel, 'select name from client_row')).toEqual([{ name: 'Daniel’s' }]);
    expect(await as(people.maya, 'select name from client_row order by name')).toEqual([
      { name: 'Daniel’s' },
      { name: 'Priya’s' },
    ]);
    expect(await as(people.tomas, 'select name from advisor order by name')).toEqual([
      { name: 'Ingrid Solberg' },
      { name: 'Tomas Herrera' },
    ]);
    const crossed = { ...people.tomas, firmId: people.daniel.firmId };
    expect(await as(crossed, 'select name from client_row')).toEqual([]);
  });

  it('tokens, passwords and sessions cannot be read by the role that serves people', async () => {
    for (const sql of [
      'select access_token_sealed from quickbooks_connection',
      'select refresh_token_sealed from quickbooks_connection',
      'select password_hash from advisor',
      'select refresh_hash from session',
      'select state_hash from connection_attempt',
      "update client_row set name = 'x'",
      'delete from access',
    ]) {
      await expect(as(people.daniel, sql)).rejects.toThrow(/permission denied|read-only/);
    }
  });

  it('another advisor and another firm see nothing through the contract', async () => {
    for (const person of [people.priya, people.tomas, people.ingrid]) {
      const browser = await new TestBrowser(server.url).signIn(person.email);
      const { data, text } = await browser.graphql<{ client: unknown }>(
        'query($id: ID!) { client(id: $id) { name digest { asOf } } clients { edges { node { name } } totals { count } } syncOverview { versions { clientId } } }',
        { id: danielsClient },
      );
      expect(data.client).toBeNull();
      expect(text).not.toContain('Daniel’s');
      expect(text).not.toContain(danielsClient);
    }
  });

  it('a pool of two connections carries nothing from one person to the next', async () => {
    const expected: [Person, number][] = [
      [people.maya, 2],
      [people.daniel, 1],
      [people.priya, 1],
      [people.tomas, 1],
      [people.ingrid, 1],
    ];
    const rounds = Array.from({ length: 400 }, async (_, round) => {
      const [person, count] = expected[(round * 7) % expected.length] ?? [people.maya, 2];
      const scope = { principalId: person.id, firmId: person.firmId };
      const work = server.test.database.asPrincipal(scope, round % 3 === 0 ? 'write' : 'read', async (tx) => {
        const rows = await tx.execute<{ firm_id: string }[]>('select firm_id from client_row');
        expect(rows.map((row) => row.firm_id)).toEqual(Array(count).fill(person.firmId));
        if (round % 5 === 0) throw new Error('on purpose');
      });
      if (round % 5 === 0) await expect(work).rejects.toThrow('on purpose');
      else await work;
      const lazy = server.test.database.readLazily(scope);
      expect(await (await lazy.tx()).execute('select 1 from client_row')).toHaveLength(count);
      await lazy.end();
    });
    await Promise.all(rounds);
  });
});

describe('the audit trail', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp();
    const people = await seedPractice(server.test);
    await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());

  it.each(["update audit_event set action = 'other'", 'delete from audit_event', 'truncate audit_event'])(
    'refuses "%s" even to its owner',
    async (sql) => {
      await expect(server.test.asOwner(sql)).rejects.toThrow(/append-only/);
      expect(await server.test.asOwner('select action from audit_event')).toEqual([{ action: 'session.started' }]);
    },
  );
});
