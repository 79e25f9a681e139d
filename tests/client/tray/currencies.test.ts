import { describe, expect, it } from '@jest/globals';
import type { ClientRow } from '../../../domain/clientList.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { clientRow } from '../../../client/offline/clientRow.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { isMixed } from '../../../client/tray/currencies.js';
import type { TrayGroup } from '../../../client/tray/trayGroups.js';
import { aDecision } from './aDecision.js';

const [FIRST] = FAKE_CLIENTS.map(clientRow);
if (FIRST === undefined) throw new Error('The fakes have no client.');
const row: ClientRow = FIRST;

function group(own: string | null, ...currencies: string[]): TrayGroup {
  const decisions = currencies.map((currency): DecisionShown => {
    return { ...aDecision({ currency }), savedAt: null, refusal: null, canWithdraw: false };
  });
  return { clientId: row.id, row: own === null ? null : { ...row, currency: own }, decisions };
}

describe('whether the tray mixes currencies', () => {
  it.each([
    [[group('USD', 'USD'), group('USD', 'USD')], false],
    [[group('USD', 'USD', 'EUR')], true],
    [[group('USD', 'USD'), group('CAD', 'CAD')], true],
    [[group('USD', 'EUR')], true],
    [[group(null, 'USD')], false],
    [[], false],
  ])('of group %#', (groups, mixed) => {
    expect(isMixed(groups)).toBe(mixed);
  });
});
