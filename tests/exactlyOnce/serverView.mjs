/** What the server tells a person: consoles and decisions, asked over a line without faults. */
import { ADVISOR } from '../chaos/people.mjs';

const CONSOLE = `query Console($id: ID!) { client(id: $id) { console {
  asOf booksVersion syncedAt accounts { id name }
  bills { key number partyId name dueDate currency openBalance }
  invoices { key number partyId name dueDate currency openBalance } } } }`;

const DECISIONS = `query Decisions($ids: [ID!]) { decisions(clientIds: $ids) { clientId version decisions {
  id state amount documentKey waitingFor note openBalanceNow replaces receipt { documentKey requestId amount } } } }`;

export async function readConsole(ground, clientId) {
  const { client } = await ground.asPerson(ADVISOR, (session) => session.graphql(CONSOLE, { id: clientId }));
  if (!client?.console) throw new Error(`client ${clientId} has no console`);
  return client.console;
}

/** How these decisions stand, from the database itself: cheap enough to be asked over and over. */
export async function lookAt({ ground }, ids) {
  const rows = await ground.rows(
    `select id, state, (problem->>'openBalanceNow')::int as "openBalanceNow" from decision where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** All decisions the server tells of the run's clients, by id. */
export async function readDecisions({ ground }) {
  const ids = ground.clients.map(({ clientId }) => clientId);
  const { decisions } = await ground.asPerson(ADVISOR, (session) => session.graphql(DECISIONS, { ids }));
  return new Map(decisions.flatMap((client) => client.decisions.map((decision) => [decision.id, decision])));
}
