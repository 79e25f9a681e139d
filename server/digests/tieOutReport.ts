import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { formatMoney } from '../../domain/format.js';
import type { TieOutLine } from '../../domain/tieOutLine.js';
import { newestTieOuts, type TieOutEvidence } from './tieOutStore.js';

interface ListedClient {
  readonly client_id: string;
  readonly name: string;
  readonly currency: string | null;
}

/** The report's text, and whether every client ties out. */
export interface TieOutReport {
  readonly text: string;
  readonly allTied: boolean;
  /** How many clients were checked. */
  readonly clients: number;
}

/** A table of the newest evidence of every client, what differs below it, and the count at the end. */
export function tieOutReport(
  clients: readonly ListedClient[],
  evidence: ReadonlyMap<string, TieOutEvidence>,
): TieOutReport {
  const width = Math.max(6, ...clients.map(({ name }) => name.length));
  const head = [
    'client'.padEnd(width),
    'as of'.padEnd(10),
    'lines',
    'ours'.padEnd(14),
    'QuickBooks'.padEnd(14),
    'accuracy',
  ];
  const rows = clients.map((client) => rowOf(client, evidence.get(client.client_id), width));
  const tied = clients.filter(({ client_id }) => evidence.get(client_id)?.tied).length;
  const differences = clients.flatMap((client) => differencesOf(client, evidence.get(client.client_id)));
  const text = [head.join('  '), ...rows, '', ...differences, `tied out: ${tied} of ${clients.length}`].join('\n');
  return { text, allTied: clients.length > 0 && tied === clients.length, clients: clients.length };
}

function rowOf(client: ListedClient, evidence: TieOutEvidence | undefined, width: number): string {
  const name = client.name.padEnd(width);
  if (!evidence) return `${name}  not tied out yet`;
  const lines = `${evidence.lines.filter(({ closes }) => closes).length}/${evidence.lines.length}`.padEnd(5);
  const accuracy = evidence.accuracy === null ? 'none' : `${(evidence.accuracy * 100).toFixed(1)} %`;
  const [ours, theirs] = [evidence.runwayOurs.padEnd(14), evidence.runwayQuickBooks.padEnd(14)];
  return [name, evidence.asOf, lines, ours, theirs, accuracy].join('  ');
}

function differencesOf(client: ListedClient, evidence: TieOutEvidence | undefined): string[] {
  if (!evidence) return [`${client.name}: no evidence is kept`];
  if (evidence.tied) return [];
  const open = evidence.lines.filter(({ closes }) => !closes).map((line) => differenceOf(client, line));
  const runways =
    evidence.runwayOurs === evidence.runwayQuickBooks
      ? []
      : [`${client.name}: runway ${evidence.runwayOurs}, QuickBooks ${evidence.runwayQuickBooks}`];
  return [...open, ...runways];
}

function differenceOf({ name, currency }: ListedClient, line: TieOutLine): string {
  const money = (amount: TieOutLine['ours']): string => formatMoney(amount, currency ?? 'USD', 'en-US');
  return `${name}: ${line.label}: ours ${money(line.ours)}, QuickBooks ${money(line.quickbooks)}, differs by ${money(line.difference)}`;
}

/** Reads the newest evidence of every client, as the database's owner. */
export async function readTieOutReport(ownerUrl: string): Promise<TieOutReport> {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    const em = orm.em.fork();
    const clients = await em.execute<ListedClient[]>(
      'select client_id, name, currency from client_row order by name, client_id',
    );
    return tieOutReport(
      clients,
      await newestTieOuts(
        em,
        clients.map(({ client_id }) => client_id),
      ),
    );
  } finally {
    await orm.close(true);
  }
}
