import { SETTING_KEYS, SETTINGS, settingValues, type SettingKey } from '../../domain/hygiene/settings.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { record } from '../audit/audit.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { refused } from '../refusals.js';
import { wantByFirm } from '../sync/wants.js';
import type { HygieneSetting } from './hygiene.types.js';
import { loadSettingValues } from './scoreStore.js';

export interface HygieneSettingsParts {
  readonly database: Database;
  readonly clock: Clock;
  /** The shortest gap between two readings of one company that people ask for, in milliseconds. */
  readonly askedGapMs: (tx: EntityManager) => Promise<number>;
  /** Called once syncs are asked for and committed. */
  readonly onWanted: () => void;
}

/** The firm's thresholds and weights for the rules. */
export interface HygieneSettings {
  /** Of the reader's firm. Refuses NOT_SIGNED_IN. */
  settings(tx: EntityManager, principal: Principal | null): Promise<HygieneSetting[]>;
  /**
   * Sets one for the whole firm; null: back to the standard. Audited; safe to repeat. Where it changed, every connected client
   * is asked to be read, so that it is judged anew. Refuses NOT_ALLOWED (anybody but the owner), INVALID_INPUT (no such setting),
   * OUT_OF_RANGE.
   */
  setSetting(
    principal: Principal | null,
    key: string,
    value: number | null,
    origin: Origin,
  ): Promise<HygieneSetting | Refusal>;
}

export function createHygieneSettings(parts: HygieneSettingsParts): HygieneSettings {
  return {
    settings: async (tx, principal) => {
      if (!principal) throw refused('NOT_SIGNED_IN');
      const values = await loadSettingValues(tx, principal.firmId);
      return SETTING_KEYS.map((key) => settingOf(key, values[key]));
    },
    setSetting: async (principal, key, value, origin) => {
      if (!principal) return refuse('NOT_SIGNED_IN');
      const refusal = refusalToSet(principal, key, value);
      if (refusal || !isSettingKey(key)) return refusal ?? unknownSetting();
      const now = parts.clock.now();
      const { id: principalId, firmId } = principal;
      const set = await parts.database.asPrincipal({ principalId, firmId }, 'write', (tx) =>
        writeSetting(tx, { principal, key, value, origin, now }),
      );
      if (set.changed) {
        // Another transaction: the role that serves people may not write the queue. Should this process end in between,
        // each client's next sync judges it anew by itself.
        await parts.database.asSync({}, async (tx) => wantByFirm(tx, firmId, now, await parts.askedGapMs(tx)));
        parts.onWanted();
      }
      return settingOf(key, set.value);
    },
  };
}

interface Setting {
  readonly principal: Principal;
  readonly key: SettingKey;
  readonly value: number | null;
  readonly origin: Origin;
  readonly now: Date;
}

/** Answers the value that counts from now on, and whether another was kept before. */
async function writeSetting(
  tx: EntityManager,
  { principal, key, value, origin, now }: Setting,
): Promise<{ readonly value: number; readonly changed: boolean }> {
  const { id, firmId } = principal;
  const [firm] = await tx.execute<{ own: Record<string, unknown> }[]>(
    'select hygiene_settings as own from firm where id = ?::uuid for update',
    [firmId],
  );
  if (!firm) throw new Error('a firm’s settings are set by its owner alone');
  const { [key]: old, ...others } = firm.own;
  const own = value === null ? others : { ...others, [key]: value };
  const changed = (old ?? null) !== value;
  if (changed) {
    await tx.execute('update firm set hygiene_settings = ?::jsonb where id = ?::uuid', [JSON.stringify(own), firmId]);
    const { requestId, remoteAddress } = origin;
    await record(tx, {
      firmId,
      actor: { kind: 'PERSON', id },
      action: 'hygiene.setting_changed',
      at: now,
      before: { key, value: old ?? null },
      after: { key, value },
      requestId,
      remoteAddress,
    });
  }
  return { value: settingValues(own)[key], changed };
}

function refusalToSet({ role }: Principal, key: string, value: number | null): Refusal | null {
  if (role !== 'OWNER') return refuse('NOT_ALLOWED', null, 'The firm’s owner sets thresholds and weights.');
  if (!isSettingKey(key)) return unknownSetting();
  const { least, most } = SETTINGS[key];
  if (value === null || (value >= least && value <= most)) return null;
  return refuse('OUT_OF_RANGE', 'value', `The value lies between ${least} and ${most}.`);
}

function unknownSetting(): Refusal {
  return refuse('INVALID_INPUT', 'key', 'There is no such setting.');
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function settingOf(key: SettingKey, value: number): HygieneSetting {
  const { title, meaning, unit, standard, least, most } = SETTINGS[key];
  return { key, title, meaning, unit, value, standard, least, most };
}
