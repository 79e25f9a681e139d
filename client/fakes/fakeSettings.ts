import { SETTING_KEYS, SETTINGS } from '../../domain/hygiene/settings.js';
import type { SettingPartsFragment } from '../../schema/generated/graphql.js';

/** The firm's table with the values it has of its own. */
export function fakeSettings(own: ReadonlyMap<string, number>): SettingPartsFragment[] {
  return SETTING_KEYS.map((key) => ({ key, ...SETTINGS[key], value: own.get(key) ?? SETTINGS[key].standard }));
}

/** Sets one, or gives it back its standard. */
export function setFake(own: Map<string, number>, key: string, value: unknown): object {
  if (typeof value === 'number') own.set(key, value);
  else own.delete(key);
  const setting = fakeSettings(own).find((one) => one.key === key) ?? null;
  return {
    setting,
    refusal: setting === null ? { code: 'INVALID_INPUT', message: 'There is no such setting.' } : null,
  };
}
