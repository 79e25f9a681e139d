import type { SettingValues } from './settings.js';

/** Whether a balance is nothing, or so little that it is not worth anybody's while (`leastAmount`). */
export function isTrifle(balance: number, { leastAmount }: Pick<SettingValues, 'leastAmount'>): boolean {
  return balance === 0 || Math.abs(balance) < leastAmount;
}
