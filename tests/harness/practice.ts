import { randomUUID } from 'node:crypto';
import type { Tier } from '../../domain/features.js';
import type { Runway } from '../../domain/snapshot.js';
import type { SyncState } from '../../domain/syncState.js';
import { seedPeople } from '../../server/seeds/people.js';
import type { TestDatabase } from './database.js';

export interface Person {
  readonly id: string;
  readonly firmId: string;
  readonly name: string;
  readonly email: string;
}

/** People of the demo firm, and of the second one. */
export interface Practice {
  readonly maya: Person;
  readonly daniel: Person;
  readonly priya: Person;
  readonly ingrid: Person;
  readonly tomas: Person;
}

/** Makes the demo's firms and people in a test's database. */
export async function seedPractice(test: TestDatabase): Promise<Practice> {
  await seedPeople(test.urls.owner);
  const people = await test.asOwner<Person>('select id, firm_id as "firmId", name, email from advisor');
  const named = (name: string): Person => {
    const person = people.find((candidate) => candidate.email.startsWith(`${name}@`));
    if (!person) throw new Error(`no ${name} was seeded`);
    return person;
  };
  return {
    maya: named('maya'),
    daniel: named('daniel'),
    priya: named('priya'),
    ingrid: named('ingrid'),
    tomas: named('tomas'),
  };
}

/** A client's list row as a test writes it; what is left out is a client before its first sync. */
export interface RowDraft {
  readonly id?: string;
  readonly name: string;
  readonly advisorName?: string;
  readonly runway?: Runway;
  readonly cash?: number | null;
  readonly change?: number | null;
  readonly previous?: Runway | null;
  readonly lowerByAWeek?: boolean;
  readonly worseStatus?: boolean;
  readonly lastGoodAt?: string | null;
  readonly connectedAt?: string | null;
  readonly booksThrough?: string | null;
  readonly syncState?: SyncState;
  readonly openIssues?: number;
  readonly openDecisions?: number;
  readonly lastReviewedAt?: string | null;
  readonly tier?: Tier;
}

const NO_DATA: Runway = { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'No sync yet.' };

/** Makes clients of an advisor: seen by the advisor and the firm's owners. Answers their ids in order. */
export async function addClients(test: TestDatabase, advisor: Person, drafts: readonly RowDraft[]): Promise<string[]> {
  const rows = drafts.map((draft) => rowOf(draft, advisor));
  const json = JSON.stringify(rows);
  await test.asOwner(
    `insert into client (id, firm_id, advisor_id, name, time_zone, created_at, tier)
     select id, ?::uuid, ?::uuid, name, 'America/New_York', now(), tier
       from jsonb_to_recordset(?::jsonb) as x(id uuid, name text, tier text)`,
    [advisor.firmId, advisor.id, json],
  );
  await test.asOwner(
    `insert into access (firm_id, principal_id, client_id, role)
     select a.firm_id, a.id, x.id, a.role from jsonb_to_recordset(?::jsonb) as x(id uuid)
       join advisor a on a.firm_id = ?::uuid and (a.role = 'OWNER' or a.id = ?::uuid)`,
    [json, advisor.firmId, advisor.id],
  );
  await test.asOwner(
    `insert into client_row (client_id, firm_id, name, advisor_name, time_zone, currency, runway_state, runway_status,
       runway_weeks, runway_over, runway_reason, cash_on_hand, previous_as_of, previous_runway, change, lower_by_a_week,
       worse_status, as_of, books_through, books_version, sync_state, last_good_at, connected_at, open_issues,
       open_decisions, last_reviewed_at, tier)
     select id, ?::uuid, name, advisor_name, 'America/New_York', 'USD', runway_state, runway_status, runway_weeks,
       runway_over, runway_reason, cash, previous_as_of, previous, change, lower_by_a_week, worse_status, books_through,
       books_through, 1, sync_state, last_good_at, connected_at, open_issues, open_decisions, last_reviewed_at, tier
     from jsonb_to_recordset(?::jsonb) as x(id uuid, name text, advisor_name text, runway_state text, runway_status text,
       runway_weeks numeric, runway_over boolean, runway_reason text, cash bigint, previous_as_of date, previous jsonb,
       change numeric, lower_by_a_week boolean, worse_status boolean, books_through date, sync_state text,
       last_good_at timestamptz, connected_at timestamptz, open_issues integer, open_decisions integer,
       last_reviewed_at timestamptz, tier text)`,
    [advisor.firmId, json],
  );
  return rows.map(({ id }) => id);
}

function rowOf(draft: RowDraft, advisor: Person) {
  const runway = draft.runway ?? NO_DATA;
  return {
    id: draft.id ?? randomUUID(),
    name: draft.name,
    advisor_name: draft.advisorName ?? advisor.name,
    runway_state: runway.state,
    runway_status: runway.status,
    runway_weeks: runway.weeks,
    runway_over: runway.over,
    runway_reason: runway.reason,
    cash: draft.cash ?? null,
    previous_as_of: draft.previous ? '2026-11-08' : null,
    previous: draft.previous ?? null,
    change: draft.change ?? null,
    lower_by_a_week: draft.lowerByAWeek ?? false,
    worse_status: draft.worseStatus ?? false,
    books_through: draft.booksThrough ?? null,
    sync_state: draft.syncState ?? 'SYNCED',
    last_good_at: draft.lastGoodAt ?? null,
    connected_at: draft.connectedAt ?? null,
    open_issues: draft.openIssues ?? 0,
    open_decisions: draft.openDecisions ?? 0,
    last_reviewed_at: draft.lastReviewedAt ?? null,
    tier: draft.tier ?? 'SMART',
  };
}
