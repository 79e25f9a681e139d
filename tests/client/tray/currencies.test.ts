import { describe, expect, it } from '@jest/globals';
import type { ClientRow } from '../../../domain/clientList.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { clientRow } from '../../../client/offline/clientRow.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { isMixed, withCurrency } from '../../../client/tray/currencies.js';
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

describe('an amount with its currency', () => {
  it.each([
    ['1,200.00', 'USD', 'en-US', '$1,200.00'],
    ['1,200.00', 'CAD', 'en-US', 'CA$1,200.00'],
    ['1,200.00', 'CAD', 'en-CA', '$1,200.00'],
    ['1,200.00', 'USD', 'en-CA', 'US$1,200.00'],
    ['(3.1k)', 'CAD', 'en-US', '(CA$3.1k)'],
    ['\u221218.00', 'EUR', 'en-US', '\u2212€18.00'],
    ['1.200,00', 'EUR', 'de-DE', '1.200,00\u00a0€'],
  ])('%s %s is told from every other in %s', (text, currency, locale, marked) => {
    expect(withCurrency(text, currency, locale)).toBe(marked);
  });
});
