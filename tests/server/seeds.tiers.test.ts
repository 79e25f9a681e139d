import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import { toBecomeBasic } from '../../server/seeds/tiers.js';

/** As the demo loader meets them: by realm id, every fifth is Priya's. */
const clients = CATALOGUE.filter(({ unconnected }) => unconnected !== true)
  .toSorted((a, b) => (a.realmId < b.realmId ? -1 : 1))
  .map(({ name, tidy }, place) => ({ id: name, name, tier: 'SMART', tidy, advisor: place % 5 === 4 ? 'P' : 'D' }));

describe('the demo’s tiers', () => {
  it('puts a fifth of the clients of each advisor on the basic tier, none with clean books', () => {
    const basic = new Set(toBecomeBasic(clients));
    const chosen = clients.filter(({ id }) => basic.has(id));
    expect(chosen).toHaveLength(10);
    expect(chosen.filter(({ advisor }) => advisor === 'P')).toHaveLength(2);
    expect(chosen.filter(({ tidy }) => tidy === true)).toEqual([]);
  });

  it('leaves tiers alone once any client is on the basic one', () => {
    const [first, ...rest] = clients;
    if (!first) throw new Error('no clients');
    expect(toBecomeBasic([{ ...first, tier: 'BASIC_RITUAL_ONLY' }, ...rest])).toEqual([]);
  });
});
