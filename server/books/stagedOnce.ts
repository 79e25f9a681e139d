import { VERSIONED_TABLES, type ChunkKind } from './versionedTables.js';

/**
 * SQL for a run's staged rows of a kind and round, each once: a row that moved to another page while pages were read is
 * staged twice, and the one read last counts. Books are made of these rows and of no others. Answers `value` (the row),
 * and `key` and `position` (where it is staged). Parameters: the run's id, the chunk kind, the round.
 */
export function stagedOnce(kind: ChunkKind): string {
  const identity = VERSIONED_TABLES.find((table) => table.kind === kind)?.identity ?? [];
  const columns = identity.map((name) => `r.value->>'${name}'`);
  const distinct = columns.length === 0 ? '' : `distinct on (${columns.join(', ')})`;
  return `select ${distinct} r.value, c.key, r.position from sync_chunk c
    cross join lateral jsonb_array_elements(c.rows) with ordinality as r(value, position)
    where c.run_id = ?::uuid and c.kind = ? and c.round = ?
    order by ${[...columns, 'c.fetched_at desc', 'c.key desc', 'r.position desc'].join(', ')}`;
}
