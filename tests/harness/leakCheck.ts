import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';

/** Whom the check acts as, and which clients they may see; every other client of the database is not theirs. */
export interface LeakSubject {
  readonly principalId: string;
  readonly firmId: string;
  readonly clientIds: readonly string[];
}

/** What leaks once something is changed (nothing where null), which is taken back; of the one table, or of every one. */
export type LeaksAfter = (change: string | null, only?: string) => Promise<string[]>;

/**
 * Everything row-level security should hold, tried as each login role inside one transaction of the owner: what a person
 * sees beyond their clients or misses of them, what a connection without a scope sees, what the sync sees beyond its one
 * client, what QuickBooks' posts see and may put down. Grants are widened first, so that policies are tried even where a
 * missing grant stands before them. Each asking answers a line for each fault; none when all holds.
 */
export async function checkingLeaks(
  ownerUrl: string,
  subjects: readonly LeakSubject[],
  work: (leaksAfter: LeaksAfter) => Promise<void>,
): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  const tx = orm.em.fork();
  await tx.begin();
  try {
    const tables = await tablesOf(tx);
    const names = tables.map(({ name }) => name).join(', ');
    await tx.execute(`grant select on ${names} to runway_app, runway_signin, runway_sync, runway_webhook`);
    const all = await idsOf(tx, tables);
    await work(async (change, only) => {
      const looked = tables.filter(({ name }) => only === undefined || name === only);
      await tx.execute('savepoint unchanged');
      try {
        if (change !== null) await tx.execute(change);
        return await leaks(new Check(tx, looked, all), subjects);
      } finally {
        await tx.execute('rollback to savepoint unchanged');
      }
    });
  } finally {
    await tx.rollback();
    await orm.close(true);
  }
}

async function leaks(check: Check, subjects: readonly LeakSubject[]): Promise<string[]> {
  for (const subject of subjects) await check.person(subject);
  await check.nobody();
  for (const clientId of new Set(subjects.flatMap(({ clientIds }) => clientIds))) await check.syncOf(clientId);
  for (const firmId of new Set(subjects.map((subject) => subject.firmId))) await check.syncMaking(firmId);
  await check.signIn();
  await check.webhook();
  return check.faults;
}

/** The columns that say whose a row is, the most telling first. */
const KEYS = ['client_id', 'firm_id', 'id', 'key_hash', 'realm_id', 'month'] as const;

interface Table {
  readonly name: string;
  /** The column that says whose a row is. */
  readonly key: (typeof KEYS)[number];
}

/** What the app's role writes, in a firm by a person. */
const WRITES = [
  [
    'audit_event',
    `insert into audit_event (firm_id, actor_id, actor_kind, action, at) values (?::uuid, ?::uuid, 'PERSON', 'x', now())`,
  ],
  [
    'connection_attempt',
    `insert into connection_attempt (firm_id, advisor_id, session_id, state_hash, browser_hash, created_at, expires_at)
       values (?::uuid, ?::uuid, gen_random_uuid(), 'x', 'x', now(), now())`,
  ],
] as const;

/** Links of an audit chain are the trigger's alone to write; each with the role and scope that comes nearest. */
const FORGED_LINK = `insert into audit_link (firm_id, seq, event_id, hash) values (?::uuid, 1000000, gen_random_uuid(), sha256(''))`;

/** What a firm's owner alone changes, and the rows of it that are theirs. */
const OWNERS_CHANGES = [
  ['client', 'update client set tier = tier', ({ clientIds }: LeakSubject) => clientIds.length],
  ['firm', 'update firm set hygiene_settings = hygiene_settings', () => 1],
] as const;

/** What nobody reads but the sync, one client at a time. */
const UNREAD = new Set(['session', 'connection_attempt', 'grant_to_return', 'decision_reconciled']);
/** Tables that each role works with beyond one client's, by what they are for. */
const SIGN_IN_TABLES = new Set(['firm', 'advisor', 'session', 'access', 'sign_in_attempt', 'audit_link']);
const CALLS = ['quickbooks_realm', 'quickbooks_start', 'quickbooks_calls', 'quickbooks_month'];
const QUEUES = new Set(['sync_job', 'connection_attempt', 'webhook_notice', 'decision_outbox', ...CALLS]);

/** A notice as it comes, and one that claims to be worked off. */
const noticeOf = (workedAt: string): string =>
  `insert into webhook_notice (realm_id, id, entity, operation, received_at, worked_at) values ('1', 'x', 'y', 'z', now(), ${workedAt})`;

async function tablesOf(tx: EntityManager): Promise<Table[]> {
  const rows = await tx.execute<{ name: string; columns: string[] }[]>(
    `select c.table_name as name, array_agg(c.column_name::text) as columns from information_schema.columns c
       where c.table_schema = 'public' and c.table_name <> 'mikro_orm_migrations' group by 1 order by 1`,
  );
  return rows.map(({ name, columns }) => {
    if (name === 'client') return { name, key: 'id' };
    const key = KEYS.find((column) => columns.includes(column));
    return { name, key: key ?? 'id' };
  });
}

/** Whose rows are seen in each table; one statement for all of them. */
async function idsOf(tx: EntityManager, tables: readonly Table[]): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await tx.execute<{ name: string; id: string }[]>(
    tables
      .map(
        ({ name, key }) =>
          `select distinct '${name}' as name, ${key}::text as id from ${name} where ${key} is not null`,
      )
      .join(' union all '),
  );
  const seen = new Map(tables.map(({ name }) => [name, new Set<string>()]));
  for (const { name, id } of rows) seen.get(name)?.add(id);
  return seen;
}

class Check {
  readonly faults: string[] = [];

  constructor(
    private readonly tx: EntityManager,
    private readonly tables: readonly Table[],
    private readonly all: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  async person({ principalId, firmId, clientIds }: LeakSubject): Promise<void> {
    const seen = await this.seenAs('runway_app', { principal: principalId, firm: firmId });
    const theirs = new Set(clientIds);
    for (const { name, key } of this.tables) {
      if (SIGN_IN_TABLES.has(name) && key === 'key_hash') this.expect('a person', name, seen, new Set());
      else if (UNREAD.has(name)) this.expect('a person', name, seen, new Set());
      else if (name === 'quickbooks_calls') this.expect('a person', name, seen, await this.realmsOf(clientIds));
      else if (name === 'decision_tombstone') this.expect('a person', name, seen, await this.tombstonesOf(principalId));
      else if (name === 'quickbooks_month') this.expect('a person', name, seen, this.all.get(name) ?? new Set());
      else if (key === 'firm_id' || name === 'firm') this.expect('a person', name, seen, new Set([firmId]));
      else this.expect('a person', name, seen, theirs);
    }
    await this.writesIntoAnotherFirm(principalId, firmId);
    await this.forgesLink('a person', firmId, { principal: principalId, firm: firmId }, 'runway_app');
    await this.changesAsOwner({ principalId, firmId, clientIds });
  }

  async nobody(): Promise<void> {
    const seen = await this.seenAs('runway_app', {});
    for (const { name } of this.tables) this.expect('nobody', name, seen, new Set());
  }

  async syncOf(clientId: string): Promise<void> {
    const seen = await this.seenAs('runway_sync', { client: clientId });
    for (const { name, key } of this.tables) {
      if (QUEUES.has(name)) this.expect('the sync', name, seen, this.all.get(name) ?? new Set());
      else if (key === 'client_id' && name !== 'audit_event') this.expect('the sync', name, seen, new Set([clientId]));
      else if (name === 'client') this.expect('the sync', name, seen, new Set([clientId]));
      else if (name === 'firm' && (seen.get(name)?.size ?? 0) !== 1)
        this.faults.push(`the sync: firm: ${seen.get(name)?.size ?? 0} rows`);
      // The chain that its own events join: that of the client's firm.
      else if (name === 'audit_link') this.expect('the sync', name, seen, await this.firmOf(clientId));
      else if (!['firm', 'client'].includes(name)) this.expect('the sync', name, seen, new Set());
    }
    for (const firmId of await this.firmOf(clientId)) {
      await this.forgesLink('the sync', firmId, { client: clientId }, 'runway_sync');
    }
  }

  /** While a client is being made, the sync sees the firm and its people, and no client of it. */
  async syncMaking(firmId: string): Promise<void> {
    const seen = await this.seenAs('runway_sync', { firm: firmId });
    for (const { name } of this.tables) {
      if (QUEUES.has(name)) continue;
      this.expect('the sync', name, seen, new Set(['firm', 'advisor'].includes(name) ? [firmId] : []));
    }
  }

  async signIn(): Promise<void> {
    const seen = await this.seenAs('runway_signin', {});
    for (const { name } of this.tables) {
      this.expect('sign-in', name, seen, SIGN_IN_TABLES.has(name) ? (this.all.get(name) ?? new Set()) : new Set());
    }
    for (const firmId of this.all.get('firm') ?? []) await this.forgesLink('sign-in', firmId, {}, 'runway_signin');
  }

  /** QuickBooks' posts see nothing at all and put down notices that nobody has worked off. */
  async webhook(): Promise<void> {
    const seen = await this.seenAs('runway_webhook', {});
    for (const { name } of this.tables) this.expect('a post', name, seen, new Set());
    for (const [workedAt, may] of [
      ['null', true],
      ['now()', false],
    ] as const) {
      const written = await this.writes(noticeOf(workedAt), [], {}, 'runway_webhook');
      if (written !== may)
        this.faults.push(`a post: webhook_notice: ${written ? 'writes' : 'cannot write'} ${workedAt}`);
    }
  }

  private async firmOf(clientId: string): Promise<ReadonlySet<string>> {
    const rows = await this.tx.execute<{ id: string }[]>('select firm_id as id from client where id = ?::uuid', [
      clientId,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** The companies behind some clients, read as the owner. */
  private async realmsOf(clientIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.tx.execute<{ client_id: string; realm_id: string }[]>(
      'select client_id, realm_id from business',
    );
    return new Set(rows.filter((row) => clientIds.includes(row.client_id)).map((row) => row.realm_id));
  }

  /** The clients under which a person took something back before it arrived, theirs or not, read as the owner. */
  private async tombstonesOf(principalId: string): Promise<ReadonlySet<string>> {
    const rows = await this.tx.execute<{ id: string }[]>(
      'select client_id as id from decision_tombstone where by_id = ?::uuid',
      [principalId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Only what is there can be missed: a table without rows of theirs is not held against the policy. */
  private expect(
    who: string,
    name: string,
    seen: ReadonlyMap<string, ReadonlySet<string>>,
    may: ReadonlySet<string>,
  ): void {
    const found = seen.get(name) ?? new Set();
    const there = this.all.get(name) ?? new Set();
    for (const id of found) if (!may.has(id)) this.faults.push(`${who}: ${name}: sees ${id}`);
    for (const id of may) if (there.has(id) && !found.has(id)) this.faults.push(`${who}: ${name}: misses ${id}`);
  }

  private async seenAs(
    role: string,
    scope: Readonly<Record<string, string>>,
  ): Promise<Map<string, ReadonlySet<string>>> {
    let seen = new Map<string, ReadonlySet<string>>();
    await this.as(role, scope, async () => {
      seen = await idsOf(this.tx, this.tables);
    });
    return seen;
  }

  /** A person may leave no audit event and begin no connection in another firm's name, but may in their own. */
  private async writesIntoAnotherFirm(principalId: string, firmId: string): Promise<void> {
    const [other] = await this.tx.execute<{ id: string }[]>('select id from firm where id <> ?::uuid limit 1', [
      firmId,
    ]);
    for (const firm of [firmId, ...(other ? [other.id] : [])]) {
      for (const [name, sql] of WRITES) {
        const written = await this.writes(sql, [firm, principalId], { principal: principalId, firm: firmId });
        if (written !== (firm === firmId))
          this.faults.push(`a person: ${name}: ${written ? 'writes' : 'cannot write'} in ${firm}`);
      }
    }
  }

  private async forgesLink(
    who: string,
    firmId: string,
    scope: Readonly<Record<string, string>>,
    role: string,
  ): Promise<void> {
    const written = await this.writes(FORGED_LINK, [firmId], scope, role);
    if (written) this.faults.push(`${who}: audit_link: writes a link of its own`);
  }

  /** An owner changes what is theirs to change in their firm; an advisor none of it. */
  private async changesAsOwner(subject: LeakSubject): Promise<void> {
    const { principalId, firmId } = subject;
    const [person] = await this.tx.execute<{ role: string }[]>('select role from advisor where id = ?::uuid', [
      principalId,
    ]);
    for (const [name, sql, theirs] of OWNERS_CHANGES) {
      let changed = 0;
      await this.as('runway_app', { principal: principalId, firm: firmId }, async () => {
        ({ affectedRows: changed } = await this.tx.execute<{ affectedRows: number }>(sql, [], 'run'));
      });
      const may = person?.role === 'OWNER' ? theirs(subject) : 0;
      if (changed !== may) this.faults.push(`a person: ${name}: changes ${changed} rows instead of ${may}`);
    }
  }

  private async writes(
    sql: string,
    values: readonly string[],
    scope: Readonly<Record<string, string>>,
    role = 'runway_app',
  ): Promise<boolean> {
    await this.tx.execute('savepoint attempt');
    try {
      await this.as(role, scope, () => this.tx.execute(sql, [...values]));
      return true;
    } catch (error) {
      if (/row-level security/.test(String(error))) return false;
      // Past the policy, another firm's attempt breaks its key: the policy did not hold.
      if (/foreign key/.test(String(error))) return true;
      throw error;
    } finally {
      await this.tx.execute('rollback to savepoint attempt');
    }
  }

  private async as(role: string, scope: Readonly<Record<string, string>>, work: () => Promise<unknown>): Promise<void> {
    await this.tx.execute(
      `select set_config('app.principal', ?, true), set_config('app.firm', ?, true), set_config('app.client', ?, true)`,
      [scope['principal'] ?? '', scope['firm'] ?? '', scope['client'] ?? ''],
    );
    await this.tx.execute(`set local role ${role}`);
    await work();
    await this.tx.execute('reset role');
  }
}
