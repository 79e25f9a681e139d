import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import type { Vault } from './deviceRows.js';
import type { DecisionsRow, Written } from './deviceStore.js';

/** What the server knows of one client's decisions, as it is kept on the device. */
export interface KeptDecisions {
  /** `decisionsVersion` of the whole list; -1: only answers to this device's own requests are in it. */
  readonly version: number;
  /** The newest version any decision in it belongs to. */
  readonly newest: number;
  readonly stamp: string;
  readonly decisions: readonly KnownDecision[];
}

/** The server's answer about one decision. */
export interface DecisionAnswer {
  readonly clientId: string;
  readonly decision: KnownDecision;
  /** The client's `decisionsVersion` with this in it. */
  readonly version: number | null;
}

/** One is raised when the shape of the values changes; rows of another are dropped and fetched again. */
const SHAPE = 1;

/** What was read before, by client: rows that did not change are not opened again and keep their objects. */
export type DecisionsSeen = Map<string, KeptDecisions>;

/** By client; null: of all. What cannot be read counts as nothing, and is fetched again. */
export async function readDecisions(
  vault: Vault,
  clientIds: readonly string[] | null,
  seen: DecisionsSeen = new Map(),
): Promise<ReadonlyMap<string, KeptDecisions>> {
  if (clientIds?.length === 0) return new Map();
  const rows = await vault.store.read(async (db) => {
    if (clientIds === null) return db.getAll('decisions');
    return Promise.all(clientIds.map((id) => db.get('decisions', id)));
  });
  const kept = await Promise.all(rows.map(async (row) => (row === undefined ? null : opened(vault, row, seen))));
  return new Map(kept.filter((one) => one !== null));
}

async function opened(vault: Vault, row: DecisionsRow, seen: DecisionsSeen): Promise<[string, KeptDecisions]> {
  const { id, version, newest, stamp, shape } = row;
  const known = seen.get(id);
  if (known?.stamp === stamp) return [id, known];
  const nothing: KeptDecisions = { version: -1, newest: -1, stamp, decisions: [] };
  if (shape !== SHAPE) return [id, nothing];
  try {
    const decisions = (await vault.unseal(placeOf(id), row)) as readonly KnownDecision[];
    const kept = { version, newest, stamp, decisions };
    seen.set(id, kept);
    return [id, kept];
  } catch {
    return [id, nothing];
  }
}

/** The rows with these answers in them. A decision the device has of a later version already stays as it is. */
export async function sealDecisions(
  vault: Vault,
  before: ReadonlyMap<string, KeptDecisions>,
  answers: readonly DecisionAnswer[],
): Promise<DecisionsRow[]> {
  const byClient = Map.groupBy(answers, ({ clientId }) => clientId);
  return Promise.all(
    [...byClient].map(([clientId, of]) => sealRow(vault, clientId, withAnswers(before.get(clientId), of))),
  );
}

/** What is kept of one client with the server's answers in it. */
export function withAnswers(
  kept: KeptDecisions | undefined,
  answers: readonly DecisionAnswer[],
): Omit<KeptDecisions, 'stamp'> {
  const decisions = new Map((kept?.decisions ?? []).map((one) => [one.id, one]));
  for (const { decision, version } of answers) {
    const isOlder = version !== null && kept !== undefined && version < kept.newest && decisions.has(decision.id);
    if (!isOlder) decisions.set(decision.id, decision);
  }
  const versions = answers.flatMap(({ version }) => (version === null ? [] : [version]));
  const newest = Math.max(kept?.newest ?? -1, ...versions);
  return { version: versionWith(kept, answers), newest, decisions: [...decisions.values()] };
}

/**
 * The version of what is kept with these answers in it. Only versions that follow one another, each by what its answer
 * changed, say that nothing else happened in between; else the whole list is fetched. One that is delivered again is
 * answered with the version of now, which another decision may have raised.
 */
function versionWith(kept: KeptDecisions | undefined, answers: readonly DecisionAnswer[]): number {
  const known = new Map((kept?.decisions ?? []).map((one) => [one.id, one]));
  const raised = answers.flatMap(({ decision, version }) =>
    version === null || readsTheSame(known.get(decision.id), decision) ? [] : [version],
  );
  return raised.sort((a, b) => a - b).reduce((at, next) => (next === at + 1 ? next : at), kept?.version ?? -1);
}

function readsTheSame(kept: KnownDecision | undefined, now: KnownDecision): boolean {
  if (kept === undefined) return false;
  const fields = Object.keys(now) as (keyof KnownDecision)[];
  return fields.every((field) => JSON.stringify(kept[field]) === JSON.stringify(now[field]));
}

/** One client's decisions as the server answers them. */
export interface DecisionList {
  readonly clientId: string;
  readonly version: number;
  readonly decisions: readonly KnownDecision[];
}

/** Keeps whole lists as they were fetched; one that is older than what the device has is left out. */
export async function writeDecisions(vault: Vault, lists: readonly DecisionList[]): Promise<Written> {
  const rows = await Promise.all(
    lists.map(({ clientId, version, decisions }) => sealRow(vault, clientId, { version, newest: version, decisions })),
  );
  return vault.store.write(['decisions', 'owner'], 'relaxed', async (tx) => {
    if ((await tx.objectStore('owner').get('owner'))?.viewerId !== vault.viewerId) return;
    for (const row of rows) {
      const there = await tx.objectStore('decisions').get(row.id);
      if (there === undefined || there.newest <= row.version || there.shape !== SHAPE) {
        await tx.objectStore('decisions').put(row);
      }
    }
  });
}

async function sealRow(
  vault: Vault,
  id: string,
  { version, newest, decisions }: Omit<KeptDecisions, 'stamp'>,
): Promise<DecisionsRow> {
  const sealed = await vault.seal(placeOf(id), decisions);
  return { id, version, newest, stamp: crypto.randomUUID(), shape: SHAPE, ...sealed };
}

function placeOf(clientId: string): string {
  return `decisions/${clientId}`;
}
