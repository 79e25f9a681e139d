import { MikroORM } from '@mikro-orm/postgresql';
import { hashPassword } from '../advisors/passwords.js';
import type { Role } from '../advisors/role.js';

/** The one password of the demo's people, whose clients are fictional. */
export const DEMO_PASSWORD = 'runway-demo';

interface SeedPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

interface SeedFirm {
  readonly name: string;
  readonly people: readonly SeedPerson[];
  /** Whether its people stand on the sign-in page. */
  readonly listed: boolean;
}

/** The demo firm, and a second one that must see nothing of it. */
export const FIRMS: readonly SeedFirm[] = [
  {
    name: 'Foundry Street Advisory',
    listed: true,
    people: [
      { name: 'Maya Okafor', email: 'maya@foundrystreet.example', role: 'OWNER' },
      { name: 'Daniel Reyes', email: 'daniel@foundrystreet.example', role: 'ADVISOR' },
      { name: 'Priya Natarajan', email: 'priya@foundrystreet.example', role: 'ADVISOR' },
    ],
  },
  {
    name: 'Harbour Lane Books',
    listed: false,
    people: [
      { name: 'Ingrid Solberg', email: 'ingrid@harbourlane.example', role: 'OWNER' },
      { name: 'Tomas Herrera', email: 'tomas@harbourlane.example', role: 'ADVISOR' },
    ],
  },
];

const TIME_ZONE = 'America/New_York';

/**
 * Makes the firms and people that are not there yet, as the database's owner; repeating it changes nothing. The product
 * itself has no way to make people before invitations exist, and its roles may not.
 */
export async function seedPeople(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    await orm.em.fork().transactional(async (tx) => {
      await tx.execute('lock table firm, advisor in access exclusive mode');
      const [missing] = await tx.execute<{ count: number }[]>(
        `select ${FIRMS.flatMap(({ people }) => people).length} - count(*)::int as count from advisor where email in (${EMAILS.map(() => '?').join(', ')})`,
        EMAILS,
      );
      if (missing?.count === 0) return;
      // Row-level security is forced on the owner too; lifted and forced again within this one transaction.
      await tx.execute('alter table firm no force row level security; alter table advisor no force row level security');
      const passwordHash = await hashPassword(DEMO_PASSWORD);
      for (const firm of FIRMS) await insertFirm(tx, firm, passwordHash);
      await tx.execute('alter table firm force row level security; alter table advisor force row level security');
    });
  } finally {
    await orm.close(true);
  }
}

const EMAILS = FIRMS.flatMap(({ people }) => people.map(({ email }) => email));

type Execute = { execute<T>(sql: string, params?: readonly unknown[]): Promise<T> };

async function insertFirm(tx: Execute, firm: SeedFirm, passwordHash: string): Promise<void> {
  const [known] = await tx.execute<{ id: string }[]>('select id from firm where name = ?', [firm.name]);
  const [made] = known
    ? [known]
    : await tx.execute<{ id: string }[]>('insert into firm (name) values (?) returning id', [firm.name]);
  if (!made) throw new Error('an insert answers its row');
  for (const { name, email, role } of firm.people) {
    await tx.execute(
      `insert into advisor (firm_id, name, email, role, password_hash, time_zone, demo) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (lower(email)) do nothing`,
      [made.id, name, email, role, passwordHash, TIME_ZONE, firm.listed],
    );
  }
}
