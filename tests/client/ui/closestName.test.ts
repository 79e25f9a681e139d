import { describe, expect, it } from '@jest/globals';
import { closestName } from '../../../client/ui/closestName.js';

const CLIENTS = ['Larkspur Joinery', 'Wren & Daughters Bindery', 'Pennywhistle Café'].map((name) => ({ name }));

describe('the closest name to an address', () => {
  it.each([
    ['/clients/larkspur-joinry', 'Larkspur Joinery'],
    ['/wren-daughters-bindery', 'Wren & Daughters Bindery'],
    ['/clients/Pennywhistle%20Cafe', 'Pennywhistle Café'],
  ])('%s: %s', (address, name) => expect(closestName(address, CLIENTS)?.name).toBe(name));

  it.each(['/', '/clients/7f1c2f8e-93f4-4d1e-9d3c-0a1b2c3d4e5f', '/clients/%E0%A4%A', `/${'x'.repeat(5000)}`])(
    '%#: none is near',
    (address) => expect(closestName(address, CLIENTS)).toBeNull(),
  );
});
