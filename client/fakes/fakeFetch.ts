import type { ViewerPartsFragment } from '../../schema/generated/graphql.js';
import type { DigestView, ListClient, OverviewView, RitualView } from '../offline/index.js';
import { actOnIssues } from './fakeActs.js';
import { actOnForecast } from './fakeForecast.js';
import { FAKE_ALLOWANCE, FAKE_RUNS, fakeConnection, fakeConnections } from './fakeConnections.js';
import {
  fakeDecisionsVersion,
  listDecisions,
  submitDecisions,
  withdrawDecisions,
  type FakeDecisionServer,
} from './fakeDecisions.js';
import { FAKE_NOW, overviewOf } from './fakeFirm.js';
import { fakeHygiene } from './fakeReview.js';
import { actOnRitual } from './fakeRituals.js';
import { fakeSettings, setFake } from './fakeSettings.js';

export const FAKE_VIEWER: ViewerPartsFragment = {
  id: 'daniel',
  name: 'Daniel Reyes',
  email: 'daniel@foundrystreet.example',
  role: 'ADVISOR',
  timeZone: 'America/Denver',
  locale: 'en-GB',
  firm: { id: 'foundry', name: 'Foundry Street Advisory' },
};

export const FAKE_OWNER: ViewerPartsFragment = { ...FAKE_VIEWER, id: 'maya', name: 'Maya Okafor', role: 'OWNER' };

const PEOPLE = [
  { name: 'Maya Okafor', email: 'maya@foundrystreet.example', role: 'OWNER', clientCount: 50 },
  { name: 'Daniel Reyes', email: 'daniel@foundrystreet.example', role: 'ADVISOR', clientCount: 40 },
  { name: 'Priya Natarajan', email: 'priya@foundrystreet.example', role: 'ADVISOR', clientCount: 10 },
];

export interface FakeServer extends FakeDecisionServer {
  viewer: ViewerPartsFragment | null;
  clients: readonly ListClient[];
  version: string;
  /** Out of reach, as in a dead zone. */
  offline: boolean;
  /** Never answers the list: what is loading stays loading. */
  hangs: boolean;
  /** By how many milliseconds its clock is behind this device's; null: it does not say what time it is. */
  behind: number | null;
  /** A sentence instead of every list. */
  problem: string | null;
  /** The password that is accepted; any e-mail. */
  password: string;
  demo: boolean;
  /** By client; none where the books were not read. */
  digests: ReadonlyMap<string, DigestView>;
  /** Whole reviews by client, before `digests`; acts on issues change them. */
  rituals: Map<string, RitualView>;
  /** Issues that the books have settled meanwhile: acts leave them as they are. */
  settled: ReadonlySet<string>;
  /** The firm's own thresholds and weights. */
  settings: Map<string, number>;
  /** The month's calls are used up. */
  usedUp: boolean;
  /** A sentence instead of every action on a connection. */
  refusing: string | null;
  /** QuickBooks does not say that it took a grant back. */
  silent: boolean;
  /** The names of the operations that were asked, in order. */
  readonly asked: string[];
}

/** A server to draw and test against, in the contract's own words. */
export function fakeServer(part: Partial<FakeServer> = {}): FakeServer {
  const resting = {
    viewer: FAKE_VIEWER,
    clients: [],
    version: '1',
    offline: false,
    hangs: false,
    behind: 0,
    problem: null,
  };
  return {
    ...resting,
    password: 'runway-demo',
    demo: true,
    digests: new Map(),
    settled: new Set(),
    refuses: () => null,
    usedUp: false,
    refusing: null,
    silent: false,
    asked: [],
    ...part,
    // Acts change these: each server has its own.
    rituals: new Map(part.rituals),
    decisions: new Map(part.decisions),
    settings: new Map(part.settings),
  };
}

interface Asked {
  readonly operationName: string;
  readonly variables: Record<string, unknown>;
}

/** Its `fetch`. */
export function fakeFetch(server: FakeServer): typeof fetch {
  return async (_input, init) => {
    if (server.offline) throw new TypeError('Failed to fetch');
    const asked = JSON.parse(String(init?.body)) as Asked;
    server.asked.push(asked.operationName);
    if (server.hangs && /^(Device|Connections$)/.test(asked.operationName))
      return new Promise<Response>(() => undefined);
    const meant = new Headers(init?.headers).get('x-runway-viewer');
    const isForAnother = meant !== null && meant !== server.viewer?.id;
    const said = isForAnother ? refusal('NOT_SIGNED_IN', 'Not signed in.') : answer(server, asked);
    const body = JSON.stringify(said, asOfNow);
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The fakes' instants as long ago as they are written to be: the device judges staleness by its own clock. */
function asOfNow(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !INSTANT.test(value)) return value;
  return new Date(Date.parse(value) + Date.now() - FAKE_NOW).toISOString();
}

function answer(server: FakeServer, { operationName, variables }: Asked): object {
  if (operationName.startsWith('Device') && server.viewer === null) return refusal('NOT_SIGNED_IN', 'Not signed in.');
  if (/^(Device|Connections$)/.test(operationName) && server.problem !== null)
    return refusal('INTERNAL', server.problem);
  switch (operationName) {
    case 'DeviceOverview':
      return { data: { syncOverview: overviewOfFake(server) } };
    case 'DeviceList':
      return { data: { clients: page(server.clients) } };
    case 'DeviceDigest':
      return {
        data: {
          client: {
            __typename: 'Client',
            id: variables['id'],
            digest: server.digests.get(String(variables['id'])) ?? null,
          },
        },
      };
    case 'DeviceRitual':
      return { data: { client: ritualOf(server, String(variables['id'])) } };
    case 'SnoozeIssues':
    case 'DismissIssues':
    case 'ReopenIssues': {
      const field = operationName.slice(0, 1).toLowerCase() + operationName.slice(1);
      return { data: { [field]: actOnIssues(server.rituals, operationName, variables, server.settled) } };
    }
    case 'QueuedSnooze':
      return { data: { snoozeIssues: actOnIssues(server.rituals, 'SnoozeIssues', variables, server.settled) } };
    case 'QueuedDismissal':
      return { data: { dismissIssues: actOnIssues(server.rituals, 'DismissIssues', variables, server.settled) } };
    case 'QueuedReopening':
      return { data: { reopenIssues: actOnIssues(server.rituals, 'ReopenIssues', variables, server.settled) } };
    case 'SubmitDecisions':
      return { data: { submitDecisions: submitDecisions(server, variables['decisions'] as never) } };
    case 'WithdrawDecisions':
      return { data: { withdrawDecisions: withdrawDecisions(server, variables['ids'] as never) } };
    case 'DeviceDecisions':
      return { data: { decisions: listDecisions(server, (variables['clientIds'] ?? null) as never) } };
    case 'RecordRitual':
    case 'MarkReviewed':
    case 'UnmarkReviewed': {
      const field = operationName.slice(0, 1).toLowerCase() + operationName.slice(1);
      return { data: { [field]: actOnRitual(server.rituals, operationName, variables) } };
    }
    case 'AddForecastEvent':
    case 'RemoveForecastEvent':
    case 'SwitchForecastItem':
    case 'MoveForecastItem': {
      const field = operationName.slice(0, 1).toLowerCase() + operationName.slice(1);
      return { data: { [field]: actOnForecast(server.rituals, operationName, variables) } };
    }
    case 'HygieneSettings':
      return { data: { hygieneSettings: fakeSettings(server.settings) } };
    case 'SetHygieneSetting':
      return { data: { setHygieneSetting: setFake(server.settings, String(variables['key']), variables['value']) } };
    case 'SetTier':
      return { data: { setTier: setTier(server, variables) } };
    case 'ServerTime':
      if (server.behind === null) return refusal('INTERNAL', 'Out of order.');
      return { data: { viewer: { serverTime: new Date(FAKE_NOW - server.behind).toISOString() } } };
    case 'SessionViewer':
      return { data: { viewer: server.viewer } };
    case 'SignInPeople':
      return { data: { demoPeople: server.demo ? PEOPLE.map((one) => ({ __typename: 'DemoPerson', ...one })) : [] } };
    case 'SignIn':
      return { data: { signIn: signIn(server, variables) } };
    case 'RefreshSession':
      return { data: { refreshSession: { __typename: 'SignInPayload', viewer: server.viewer, refusal: null } } };
    case 'SignOut':
      server.viewer = null;
      return { data: { signOut: { __typename: 'SignOutPayload', signedOut: true } } };
    case 'Connections':
      return {
        data: {
          connections: fakeConnections(server.clients).map((one) => ({ __typename: 'Connection', ...one })),
          callAllowance: server.usedUp
            ? { ...FAKE_ALLOWANCE, used: FAKE_ALLOWANCE.allowed, usedUp: true }
            : FAKE_ALLOWANCE,
        },
      };
    case 'ConnectionRuns':
      return { data: { connection: { __typename: 'Connection', clientId: variables['clientId'], runs: FAKE_RUNS } } };
    case 'ConnectionNote':
      return { data: { connection: null } };
    case 'SyncNow':
    case 'PauseSync':
    case 'ResumeSync':
    case 'Disconnect':
      return {
        data: {
          [operationName.slice(0, 1).toLowerCase() + operationName.slice(1)]: acted(server, operationName, variables),
        },
      };
    default:
      return { data: { beginConnection: { __typename: 'BeginConnectionPayload', consentUrl: null, refusal: null } } };
  }
}

/** The overview of a fake server, with the versions of its decisions. */
export function overviewOfFake(server: FakeServer): OverviewView {
  return overviewOf(server.clients, server.version, (clientId) => fakeDecisionsVersion(server, clientId));
}

const ACTED: Readonly<Record<string, Partial<ListClient['sync']>>> = {
  SyncNow: { state: 'WAITING' },
  PauseSync: { paused: true },
  ResumeSync: { paused: false },
  Disconnect: { state: 'NOT_CONNECTED' },
};

/** Does it to the client, as the server would, or refuses. */
function acted(server: FakeServer, operation: string, { clientId }: Record<string, unknown>): object {
  const index = server.clients.findIndex(({ id }) => id === clientId);
  const client = server.clients[index];
  if (server.refusing !== null || client === undefined) {
    const message = server.refusing ?? 'There is no such client among yours.';
    return { connection: null, accessReturned: null, refusal: { code: 'NOT_FOUND', field: null, message } };
  }
  const changed = { ...client, sync: { ...client.sync, ...ACTED[operation] } };
  server.clients = server.clients.map((one) => (one === client ? changed : one));
  const accessReturned = operation === 'Disconnect' ? !server.silent : null;
  return { connection: fakeConnection(changed, index), accessReturned, refusal: null };
}

function ritualOf({ rituals, digests }: FakeServer, id: string): object {
  const ritual = rituals.get(id);
  if (ritual !== undefined) return { __typename: 'Client', receivedOperations: [], ...ritual };
  const digest = digests.get(id) ?? null;
  const nothing = {
    tier: 'SMART',
    features: [],
    hygiene: null,
    flowband: null,
    forecast: null,
    console: null,
    ritual: null,
  };
  return { __typename: 'Client', id, digest, receivedOperations: [], ...nothing };
}

function setTier({ rituals }: FakeServer, { clientId, tier }: Record<string, unknown>): object {
  const ritual = rituals.get(String(clientId));
  if (ritual === undefined) {
    return { client: null, refusal: { code: 'NOT_FOUND', message: 'There is no such client among yours.' } };
  }
  const isSmart = tier === 'SMART';
  const hygiene = ritual.hygiene === null ? null : fakeHygiene(ritual.hygiene.issues, isSmart);
  const changed = { ...ritual, hygiene, tier: isSmart ? ('SMART' as const) : ('BASIC_RITUAL_ONLY' as const) };
  rituals.set(ritual.id, changed);
  return { client: { __typename: 'Client', id: ritual.id, tier, features: changed.features }, refusal: null };
}

function signIn(server: FakeServer, { password }: Record<string, unknown>): object {
  if (password !== server.password) {
    const message = 'The e-mail or the password is not right.';
    const refused = { __typename: 'Refusal', code: 'WRONG_CREDENTIALS', field: 'password', message };
    return { __typename: 'SignInPayload', viewer: null, refusal: refused };
  }
  server.viewer = FAKE_VIEWER;
  return { __typename: 'SignInPayload', viewer: FAKE_VIEWER, refusal: null };
}

function page(clients: readonly ListClient[]): object {
  return {
    __typename: 'ClientConnection',
    edges: clients.map((node) => ({ __typename: 'ClientEdge', node: { ...node, receivedOperations: [] } })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  };
}

function refusal(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
