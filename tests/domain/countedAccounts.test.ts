import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../domain/books.js';
import { countedAccounts, countedIds } from '../../domain/countedAccounts.js';
import { account, books, day, entry, SETTINGS } from './company.js';

const AS_OF = day('2026-11-22');

function judged(
  one: Account,
  postings = entry('Check', '2020-01-01', { rent: 1, [one.id]: -1 }),
  counted = {},
): string {
  const [bank] = countedAccounts(books(postings, [], { accounts: [one] }), { ...SETTINGS, counted }, AS_OF);
  return bank?.leftOut ?? 'counted';
}

describe('which accounts are cash', () => {
  it('an active bank account in home currency is counted', () => {
    expect(judged(account('Checking', 'Bank'))).toBe('counted');
  });

  it.each([
    ['Client Trust', 'trust'],
    ['TRUST-2', 'trust'],
    ['Escrow (Maple St)', 'escrow'],
    ['SunTrust Checking', 'counted'],
    ['Trustmark Bank', 'counted'],
  ])('its name says trust or escrow: %s → %s', (name, expected) => {
    expect(judged(account(name, 'Bank'))).toBe(expected);
  });

  it('a sub-account of a trust account is trust', () => {
    expect(judged(account('a', 'Bank', '', { name: 'Miller', fullName: 'Client Trust:Miller' }))).toBe('trust');
  });

  it('an account in another currency is not counted, and says so', () => {
    const euro = account('Euro', 'Bank', 'Checking', { currency: 'EUR' });
    expect(judged(euro)).toBe('not in home currency (EUR)');
    expect(judged(euro, [], { Euro: true })).toBe('not in home currency (EUR)');
  });

  it('an inactive account is counted when it moved within the window', () => {
    const closed = account('Old', 'Bank', 'Checking', { active: false });
    const moved = (date: string): string => judged(closed, entry('Check', date, { rent: 1, Old: -1 }));
    expect(moved('2026-08-24')).toBe('counted');
    expect(moved('2026-11-22')).toBe('counted');
    expect(moved('2026-08-23')).toBe('inactive, no movement in the window');
    expect(moved('2026-11-23')).toBe('inactive, no movement in the window');
    expect(judged(closed, entry('Check', '2026-11-01', { Old: 0, rent: 0 }))).toBe(
      'inactive, no movement in the window',
    );
  });

  it('each can be switched by hand', () => {
    expect(judged(account('Client Trust', 'Bank'), [], { 'Client Trust': true })).toBe('counted');
    expect(judged(account('Old', 'Bank', '', { active: false }), [], { Old: true })).toBe('counted');
    expect(judged(account('Checking', 'Bank'), [], { Checking: false })).toBe('left out by the advisor');
    expect(judged(account('constructor', 'Bank'))).toBe('counted');
  });

  it('only accounts of type Bank are asked about; undeposited funds never count', () => {
    const list = countedAccounts(books([]), { ...SETTINGS, counted: { undeposited: true, card: true } }, AS_OF);
    expect(list.map(({ account: { id } }) => id)).toEqual(['Client Trust', 'checking', 'savings']);
    expect([...countedIds(list)]).toEqual(['checking', 'savings']);
  });

  it('stand by full name, then id', () => {
    const accounts = [account('b', 'Bank', '', { fullName: 'Same' }), account('a', 'Bank', '', { fullName: 'Same' })];
    const list = countedAccounts(books([], [], { accounts }), SETTINGS, AS_OF);
    expect(list.map(({ account: { id } }) => id)).toEqual(['a', 'b']);
  });
});
