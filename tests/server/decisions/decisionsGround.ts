import { randomUUID } from 'node:crypto';
import type { DecisionKind } from '../../../domain/decision/decision.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Person, type Practice, type RowDraft } from '../../harness/practice.js';
import { addConnected, AS_OF } from '../hygiene/issuesGround.js';

export { AS_OF };

/** When the ground's books were last looked at. */
export const SYNCED_AT = `${AS_OF}T09:00:00.000Z`;

export interface BookRows {
  readonly documents?: readonly Record<string, unknown>[];
  readonly accounts?: readonly Record<string, unknown>[];
}

const DOCUMENT = {
  date: '2026-11-01',
  due_date: '2026-12-01',
  number: null,
  party_id: 'v1',
  party_name: 'Harbor Supply',
  currency: 'USD',
  voided: false,
  sync_token: '0',
  applications: [],
  sent_at: null,
  send_to: null,
};

/** Four bills of 100.00 to 400.00, one void and one in another currency; three invoices, one without an address. */
const DOCUMENTS = [
  { type: 'Bill', qb_id: '1', total: 100_00, number: 'B-1' },
  { type: 'Bill', qb_id: '2', total: 200_00, due_date: '2026-11-20' },
  { type: 'Bill', qb_id: '3', total: 300_00 },
  { type: 'Bill', qb_id: '4', total: 400_00, due_date: null },
  { type: 'Bill', qb_id: '8', total: 0, voided: true },
  { type: 'Bill', qb_id: '9', total: 900_00, currency: 'EUR' },
  { type: 'Bill', qb_id: '10', total: 50_00 },
  {
    type: 'BillPayment',
    qb_id: '11',
    total: 110_00,
    applications: [
      { type: 'Bill', id: '10', amount: 50_00 },
      { type: 'Bill', id: '4', amount: 60_00 },
    ],
  },
  {
    type: 'Invoice',
    qb_id: '5',
    total: 500_00,
    party_id: 'c1',
    party_name: 'Ashworth',
    send_to: 'pay@ashworth.example',
    sent_at: '2026-11-02T10:00:00Z',
  },
  { type: 'Invoice', qb_id: '6', total: 600_00, party_id: 'c2', party_name: 'Bell' },
  { type: 'Invoice', qb_id: '7', total: 700_00, party_id: null, party_name: null, send_to: 'a@b.example' },
];
const ACCOUNTS = [
  { qb_id: 'bank', name: 'Checking', type: 'Bank', active: true, currency: 'USD' },
  { qb_id: 'closed', name: 'Old savings', type: 'Bank', active: false, currency: 'USD' },
  { qb_id: 'euro', name: 'Euro account', type: 'Bank', active: true, currency: 'EUR' },
  { qb_id: 'card', name: 'Card', type: 'Credit Card', active: true, currency: 'USD' },
];

/** A server of a test file's own, with the people of one practice, of whom Daniel is signed in. */
export interface Deciding {
  readonly server: TestApp;
  readonly people: Practice;
  readonly daniel: TestBrowser;
}

export async function startDeciding(): Promise<Deciding> {
  const server = await startTestApp();
  const people = await seedPractice(server.test);
  return { server, people, daniel: await new TestBrowser(server.url).signIn(people.daniel.email) };
}

/** Clients with books of that kind, at version 1. */
export async function addDecidable(
  server: TestApp,
  advisor: Person,
  drafts: readonly RowDraft[],
  { documents = DOCUMENTS, accounts = ACCOUNTS }: BookRows = {},
): Promise<string[]> {
  const ids = await addConnected(server, advisor, drafts);
  const clients = `{${ids.join(',')}}`;
  await server.test.asOwner(
    `insert into document (client_id, firm_id, from_version, content_hash, type, qb_id, date, due_date, number, party_id,
         party_name, currency, total, voided, sync_token, applications, sent_at, send_to)
       select c.id, c.firm_id, 1, gen_random_uuid()::text, type, qb_id, date, due_date, number, party_id, party_name, currency,
           total, voided, sync_token, applications, sent_at, send_to
         from client c, jsonb_to_recordset(?::jsonb) as x(type text, qb_id text, date date, due_date date, number text,
           party_id text, party_name text, currency text, total bigint, voided boolean, sync_token text, applications jsonb,
           sent_at timestamptz, send_to text)
         where c.id = any(?::uuid[])`,
    [JSON.stringify(documents.map((document) => ({ ...DOCUMENT, ...document }))), clients],
  );
  await server.test.asOwner(
    `insert into account (client_id, firm_id, from_version, content_hash, qb_id, name, full_name, type, sub_type, number,
         currency, active)
       select c.id, c.firm_id, 1, gen_random_uuid()::text, qb_id, x.name, x.name, type, '', null, currency, active
         from client c, jsonb_to_recordset(?::jsonb) as x(qb_id text, name text, type text, currency text, active boolean)
         where c.id = any(?::uuid[])`,
    [JSON.stringify(accounts), clients],
  );
  return ids;
}

export interface DraftInput {
  readonly id: string;
  readonly clientId: string;
  readonly kind: DecisionKind;
  readonly documentKey: string;
  readonly saw: Record<string, unknown>;
  readonly [field: string]: unknown;
}

/** A decision as a device sends it; a payment of the whole of a bill of 100.00 where nothing else is said. */
export function decide(
  clientId: string,
  more: Record<string, unknown> = {},
  saw: Record<string, unknown> = {},
): DraftInput {
  const kind = (more['kind'] ?? 'RECORD_PAYMENT') as DecisionKind;
  return {
    id: randomUUID(),
    clientId,
    kind,
    documentKey: kind === 'REMIND' ? 'Invoice:5' : 'Bill:1',
    ...(kind === 'RECORD_PAYMENT' && { amount: 100_00, accountId: 'bank' }),
    ...(kind === 'PLAN' && { plannedFor: '2026-12-04' }),
    saw: {
      syncedAt: SYNCED_AT,
      booksVersion: 1,
      openBalance: 100_00,
      currency: 'USD',
      partyId: 'v1',
      name: 'Harbor Supply',
      number: 'B-1',
      dueDate: '2026-12-01',
      ...saw,
    },
    ...more,
  };
}

export interface Shown {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}
export interface Result {
  readonly id: string;
  readonly decision: Shown | null;
  readonly refusal: { readonly code: string; readonly field: string | null; readonly message: string } | null;
  readonly version: number | null;
}
interface Payload {
  readonly results: readonly Result[];
  readonly refusal: Result['refusal'];
}

const DECISION = `id clientId kind state documentKey name number dueDate openBalance currency amount accountId accountName plannedFor
  byName acceptedAt sendsAt submittedAt settledAt waitingFor note differences { field saw now differs } openBalanceNow replaces
  replacedBy receipt { documentKey url amount requestId appliedAt foundBy openBalanceAfter auditEntry }`;
const RESULTS = `results { id version refusal { code field message } decision { ${DECISION} } } refusal { code field message }`;

export async function submit(browser: TestBrowser, decisions: readonly DraftInput[]): Promise<Payload> {
  const answer = await browser.graphql<{ submitDecisions: Payload }>(
    `mutation($decisions: [DecisionInput!]!) { submitDecisions(decisions: $decisions) { ${RESULTS} } }`,
    { decisions },
  );
  if (answer.errors.length > 0) throw new Error(answer.text);
  return answer.data.submitDecisions;
}

export async function withdraw(browser: TestBrowser, ids: readonly string[]): Promise<Payload> {
  const answer = await browser.graphql<{ withdrawDecisions: Payload }>(
    `mutation($ids: [ID!]!) { withdrawDecisions(ids: $ids) { ${RESULTS} } }`,
    { ids },
  );
  if (answer.errors.length > 0) throw new Error(answer.text);
  return answer.data.withdrawDecisions;
}

export interface Told {
  readonly clientId: string;
  readonly version: number;
  readonly decisions: readonly Shown[];
}

export async function decisionsOf(browser: TestBrowser, clientIds: readonly string[] | null): Promise<readonly Told[]> {
  const answer = await browser.graphql<{ decisions: readonly Told[] }>(
    `query($ids: [ID!]) { decisions(clientIds: $ids) { clientId version decisions { ${DECISION} } } }`,
    { ids: clientIds },
  );
  if (answer.errors.length > 0) throw new Error(answer.text);
  return answer.data.decisions;
}
