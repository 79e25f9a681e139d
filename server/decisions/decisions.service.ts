import { UNDO_WINDOW_MS } from '../../domain/decision/decision.js';
import type { ClientType } from '../clients/client.types.js';
import { isUuid } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { refused } from '../refusals.js';
import type { ConsoleType } from './console.types.js';
import type { ConsoleBooks } from './consoleBooks.js';
import type { ClientDecisions, DecisionInput, SubmitPayload } from './decisions.types.js';
import { presentConsole } from './presentConsole.js';
import { submitDecisions } from './submitDecisions.js';
import { withdrawDecisions } from './withdrawDecisions.js';
import { presentDecision, shownDecisions } from './shownDecisions.js';

/** Clients whose decisions are asked for at once. */
const MOST_CLIENTS = 200;
/** Clients that are told of where none are named; what is left out is fetched by naming it. */
const MOST_CLIENTS_IN_ALL = 10_000;

export interface DecisionsParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Address of QuickBooks' own app, which links lead to. */
  readonly quickBooksAppUrl: string;
  /** How long a decision waits before it is sent, in milliseconds. Default: ten seconds. */
  readonly undoMs?: number | undefined;
}

/** What can be decided of a client, what was, and taking decisions over and back. */
export interface DecisionsService {
  /** Null before the first sync. */
  console(client: ClientType, load: (id: string) => Promise<ConsoleBooks | null>): Promise<ConsoleType | null>;
  /** Of the reader's clients, or of those of `clientIds` that are theirs. Refuses OUT_OF_RANGE. */
  decisions(tx: EntityManager, clientIds: readonly string[] | null): Promise<ClientDecisions[]>;
  submit(principal: Principal | null, decisions: readonly DecisionInput[], origin: Origin): Promise<SubmitPayload>;
  withdraw(principal: Principal | null, ids: readonly string[], origin: Origin): Promise<SubmitPayload>;
}

export function createDecisionsService(parts: DecisionsParts): DecisionsService {
  const { clock, quickBooksAppUrl } = parts;
  const submitting = { ...parts, undoMs: parts.undoMs ?? UNDO_WINDOW_MS };
  return {
    console: async (client, load) => {
      const books = await load(client.id);
      return books && presentConsole(books, quickBooksAppUrl);
    },
    decisions: async (tx, clientIds) => {
      const versions = await versionsOf(tx, clientIds);
      const ids = versions.map(({ clientId }) => clientId);
      const found = await shownDecisions(tx, ids, clock.now());
      return versions.map(({ clientId, version }) => ({
        clientId,
        version,
        decisions: (found.get(clientId) ?? []).map((shown) => presentDecision(shown, quickBooksAppUrl)),
      }));
    },
    submit: (principal, decisions, origin) => submitDecisions(submitting, principal, decisions, origin),
    withdraw: (principal, ids, origin) => withdrawDecisions(submitting, principal, ids, origin),
  };
}

/** Without ids: the clients with any decision, at most 10,000, those with open ones first. */
async function versionsOf(
  tx: EntityManager,
  clientIds: readonly string[] | null,
): Promise<{ readonly clientId: string; readonly version: number }[]> {
  if (clientIds && clientIds.length > MOST_CLIENTS) {
    throw refused('OUT_OF_RANGE', 'clientIds', `Decisions of at most ${MOST_CLIENTS} clients are told at once.`);
  }
  const ids = clientIds?.filter(isUuid) ?? null;
  const some = ids ? 'r.client_id = any(?::uuid[])' : 'r.decisions_version > 0';
  return tx.execute(
    `select r.client_id as "clientId", r.decisions_version as version from client_row r where ${some}
       order by r.open_decisions > 0 desc, r.client_id limit ?`,
    [...(ids ? [`{${ids.join(',')}}`] : []), MOST_CLIENTS_IN_ALL],
  );
}
