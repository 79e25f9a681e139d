import type { ClientSettings } from '../../domain/books.js';
import type { EntityManager } from '../platform/database.js';

export interface VersionedSettings {
  readonly settings: ClientSettings;
  readonly version: number;
}

interface SettingsRow {
  readonly settings: Partial<ClientSettings>;
  readonly settings_version: number;
  readonly red_below: number;
  readonly yellow_below: number;
}

/** What is set for a client, its firm's thresholds where it has none of its own; null for a client out of scope. */
export async function loadSettings(tx: EntityManager, clientId: string): Promise<VersionedSettings | null> {
  const [row] = await tx.execute<SettingsRow[]>(
    `select c.settings, c.settings_version, f.red_below::float8, f.yellow_below::float8
       from client c join firm f on f.id = c.firm_id where c.id = ?`,
    [clientId],
  );
  if (!row) return null;
  const { counted = {}, oneOffs = {}, thresholds } = row.settings;
  return {
    settings: { counted, oneOffs, thresholds: thresholds ?? { red: row.red_below, yellow: row.yellow_below } },
    version: row.settings_version,
  };
}
