import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { allow, beginConnection, companiesOn, type Company } from './consent.js';
import { DEMO_PASSWORD, seedPeople } from './people.js';
import { ProductSession } from './productSession.js';
import { setTiers } from './tiers.js';

const OWNER = 'maya@foundrystreet.example';
const DANIEL = 'daniel@foundrystreet.example';
const PRIYA = 'priya@foundrystreet.example';

/** The demo firm's clients. */
const CLIENTS = 50;
/** The stand-in's company that stays unconnected, for a person to connect by hand. */
const LEFT_TO_CONNECT = 'Thornapple Press';
const POLL_MS = 500;
/** Longer than the pause before a failed sync is tried again. */
const NEXT_TRY_MS = 45_000;
const LONGEST_WAIT_MS = 10 * 60 * 1000;

export interface DemoProgress {
  readonly connected: number;
  readonly synced: number;
  readonly of: number;
  readonly seconds: number;
}

interface Overview {
  readonly clients: number;
  readonly synced: number;
  readonly syncing: number;
  readonly waiting: number;
  readonly failing: number;
}

/**
 * Loads the demo through the running product alone: signs in as each advisor and walks QuickBooks' consent for every company
 * that is not a client yet, then watches the first syncs, and puts a fifth of the clients on the basic tier. Repeating it
 * connects only what is missing. Throws, with their names, when clients did not sync well.
 * @param tell is told how far it is, at most twice a second.
 */
export async function loadDemo(address: string, tell: (progress: DemoProgress) => void): Promise<void> {
  const began = Date.now();
  const owner = await ProductSession.signIn(address, OWNER, DEMO_PASSWORD);
  const report = async (): Promise<Overview> => {
    const overview = await readOverview(owner);
    const seconds = Math.round((Date.now() - began) / 1000);
    tell({ connected: overview.clients, synced: overview.synced, of: CLIENTS, seconds });
    return overview;
  };
  const before = await report();
  if (before.clients < CLIENTS) await connectMissing(address, await clientNames(owner), report);
  let lastBusy = Date.now();
  for (let overview = await report(); isUnderWay(overview, lastBusy); overview = await report()) {
    if (overview.waiting + overview.syncing > 0) lastBusy = Date.now();
    if (Date.now() - began > LONGEST_WAIT_MS) throw new Error('the first syncs did not end within ten minutes');
    await wait(POLL_MS);
  }
  const fault = faultOf(await clientStates(owner));
  if (fault !== null) throw new Error(fault);
  await setTiers(owner);
}

/** Work is left, or a sync that failed is given its next try. */
function isUnderWay({ waiting, syncing, failing }: Overview, lastBusy: number): boolean {
  return waiting + syncing > 0 || (failing > 0 && Date.now() - lastBusy < NEXT_TRY_MS);
}

/** A client's name and how its sync stands. */
interface ClientState {
  readonly name: string;
  readonly sync: { readonly state: string; readonly lastError: string | null };
}

/** Why the demo is not whole, each client that did not sync by its name; null when it is. What a person disconnected is. */
export function faultOf(clients: readonly ClientState[]): string | null {
  const failing = clients.filter(({ sync }) => sync.state !== 'SYNCED' && sync.state !== 'NOT_CONNECTED');
  if (failing.length > 0)
    return `not synced: ${failing.map(({ name, sync }) => `${name} (${sync.lastError ?? sync.state})`).join('; ')}`;
  return clients.length < CLIENTS ? `only ${clients.length} of ${CLIENTS} companies are connected` : null;
}

async function clientStates(owner: ProductSession): Promise<ClientState[]> {
  const { clients } = await owner.graphql<{ clients: { edges: { node: ClientState }[] } }>(
    'query States { clients(first: 200) { edges { node { name sync { state lastError } } } } }',
  );
  return clients.edges.map(({ node }) => node);
}

async function connectMissing(
  address: string,
  known: ReadonlySet<string>,
  report: () => Promise<Overview>,
): Promise<void> {
  const daniel = await ProductSession.signIn(address, DANIEL, DEMO_PASSWORD);
  const priya = await ProductSession.signIn(address, PRIYA, DEMO_PASSWORD);
  const companies = (await companiesOn(await beginConnection(daniel)))
    .filter(({ name }) => name !== LEFT_TO_CONNECT)
    .slice(0, CLIENTS);
  for (const [place, company] of companies.entries()) {
    if (known.has(company.name)) continue;
    await connect(place % 5 === 4 ? priya : daniel, company);
    await report();
  }
}

async function connect(advisor: ProductSession, company: Company): Promise<void> {
  await allow(advisor, await beginConnection(advisor), company);
}

async function clientNames(owner: ProductSession): Promise<Set<string>> {
  const { clients } = await owner.graphql<{ clients: { edges: { node: { name: string } }[] } }>(
    'query Names { clients(first: 200) { edges { node { name } } } }',
  );
  return new Set(clients.edges.map(({ node }) => node.name));
}

async function readOverview(owner: ProductSession): Promise<Overview> {
  const { syncOverview } = await owner.graphql<{ syncOverview: Overview }>(
    'query Progress { syncOverview { clients synced syncing waiting failing } }',
  );
  return syncOverview;
}

/** `node demo.js`: PUBLIC_URL and DATABASE_OWNER_URL from the environment; a JSON line a step on standard output. */
async function main(): Promise<void> {
  const { PUBLIC_URL: address, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!address || !ownerUrl) throw new Error('PUBLIC_URL and DATABASE_OWNER_URL are needed');
  await seedPeople(ownerUrl);
  await loadDemo(address, (progress) => process.stdout.write(`${JSON.stringify(progress)}\n`));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`The demo was not loaded: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
