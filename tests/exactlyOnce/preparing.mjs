/** Before a run: its documents are posted into the companies' books, synced, and seen on the devices. */
import { dateInZone } from '../../dist/sandbox/ledger/calendar.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConsole } from './serverView.mjs';

/** The run's documents with what a device shows of each: `{ ..., id, key, shown }`. */
export async function postAndRead(run, draw) {
  const { ground } = run;
  run.today = dateInZone(new Date(), 'America/New_York');
  run.accounts = new Map(run.realmIds.map((realmId) => [realmId, listsOf(ground, realmId)]));
  const posted = await Promise.all(
    run.realmIds.map(async (realmId) => {
      const drawn = draw(realmId, run.today, run.accounts.get(realmId));
      const ids = await ground.post(
        realmId,
        drawn.map(({ input }) => input),
      );
      return drawn.map((document, nth) => ({ ...document, id: ids[nth], key: `${document.input.type}:${ids[nth]}` }));
    }),
  );
  const shown = await Promise.all(ground.clients.map((client) => look(run, client)));
  return posted.flatMap((documents, nth) => documents.map((document) => withShown(document, shown[nth])));
}

async function look(run, client) {
  if (!(await client.settle())) throw new Error(`client ${client.clientId} was not synced before the run`);
  const console = await readConsole(run.ground, client.clientId);
  const open = new Map([...console.bills, ...console.invoices].map((document) => [document.key, document]));
  return { clientId: client.clientId, console, open, accountId: run.accounts.get(client.realmId).checking };
}

function withShown(document, { clientId, console, open, accountId }) {
  const seen = open.get(document.key);
  if (!seen) throw new Error(`${document.key} of ${document.realmId} is not on the console`);
  const { asOf, syncedAt, booksVersion } = console;
  return { ...document, shown: { clientId, accountId, asOf, syncedAt, booksVersion, document: seen } };
}

/** Ids of accounts and parties of a company, from its own journal. */
function listsOf(ground, realmId) {
  const records = readFileSync(join(ground.journals, `${realmId}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => /"op":"(account|party)"/.test(line))
    .map((line) => JSON.parse(line));
  const account = (name) => records.find((record) => record.account?.name === name)?.account.id;
  const parties = (kind) => records.filter(({ party }) => party?.kind === kind).map(({ party }) => party.id);
  return {
    checking: account('Checking'),
    goods: account('Cost of Goods Sold'),
    income: account('Uncategorized Income'),
    parties: { Vendor: parties('Vendor'), Customer: parties('Customer') },
  };
}
