import type { Ask } from './apollo/ask.js';
import type { DeviceOptions, ListClient } from './offline/index.js';
import { installing } from './takeAlong/installing.js';
import { DeviceListDocument, DeviceOverviewDocument } from '../schema/generated/graphql.js';

type Fetchers = Required<
  Pick<DeviceOptions, 'fetchOverview' | 'fetchList' | 'fetchRitual' | 'fetchDigest' | 'fetchDecisions' | 'send'>
>;

/** The server's largest page. */
const PAGE = 200;
/** No firm is near this; a cursor that never ends must not hold the browser. */
const MOST_PAGES = 100;

/** How the device fetches and sends, over the app's way to the server. */
export function deviceFetchers(ask: Ask): Fetchers {
  return {
    fetchOverview: async () => (await ask(DeviceOverviewDocument, {})).syncOverview,
    fetchList: () => allPages(ask),
    fetchRitual: async (id) => (await reviews()).fetchRitual(ask, id),
    fetchDigest: async (id, asOf) => (await reviews()).fetchDigest(ask, id, asOf),
    fetchDecisions: async (clientIds) => (await sender(ask)).decisions(clientIds),
    send: {
      submitDecisions: async (decisions) => (await sender(ask)).submitDecisions(decisions),
      withdrawDecisions: async (ids) => (await sender(ask)).withdrawDecisions(ids),
      act: async (operation) => (await sender(ask)).act(operation),
      reportQueue: async (told) => (await sender(ask)).reportQueue({ ...told, app: installing.hasOwnStorage() }),
    },
  };
}

/** The questions for whole reviews are long: the first load does not carry them. */
function reviews() {
  return import('./reviewFetchers.js');
}

/** Loaded with the first thing that is sent: the first load does not carry it. */
async function sender(ask: Ask) {
  return (await import('./outboxSender.js')).outboxSender(ask);
}

async function allPages(ask: Ask): Promise<readonly ListClient[]> {
  const rows: ListClient[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { clients }: Awaited<ReturnType<typeof onePage>> = await onePage(ask, after);
    rows.push(
      ...clients.edges.map(({ node: { receivedOperations, ...row } }) => ({ ...row, answered: receivedOperations })),
    );
    if (!clients.pageInfo.hasNextPage) return rows;
    after = clients.pageInfo.endCursor;
  }
  throw new Error(`The client list did not end after ${MOST_PAGES * PAGE} clients.`);
}

function onePage(ask: Ask, after: string | null) {
  return ask(DeviceListDocument, { first: PAGE, after });
}
