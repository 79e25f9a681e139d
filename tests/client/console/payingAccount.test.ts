import { beforeEach, describe, expect, it } from '@jest/globals';
import { CLIENT } from '../../../client/console/console.fixture.js';
import { defaultAccount, keepAccount } from '../../../client/console/draftDefaults.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_OWNER, FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { keepViewer, wipeDevice } from '../../../client/offline/index.js';
import { freshProfile } from '../offline/storage.js';

const [first, second] = fakeConsole().accounts;
if (first === undefined || second === undefined) throw new Error('The fixture has no two accounts.');
const accounts = [
  { ...first, id: '35', counted: true, balance: 900 },
  { ...second, id: '36', counted: true, balance: 100 },
];

const leftOfClient = (): string[] => Object.keys(localStorage).filter((name) => name.includes(CLIENT));

describe('the account that payments of a client were recorded from last', () => {
  beforeEach(async () => {
    await wipeDevice();
    freshProfile();
    localStorage.clear();
    await keepViewer(FAKE_VIEWER);
    keepAccount(CLIENT, '36');
  });

  it('is offered again, also after the person came back', async () => {
    await keepViewer(FAKE_VIEWER);
    expect(defaultAccount(CLIENT, accounts)).toBe('36');
    expect(leftOfClient()).toHaveLength(1);
  });

  it('is forgotten at sign-out, with the client it was of', async () => {
    await wipeDevice();
    expect(leftOfClient()).toEqual([]);
    expect(defaultAccount(CLIENT, accounts)).toBe('35');
  });

  it('is forgotten when another person takes over the device', async () => {
    await keepViewer(FAKE_OWNER);
    expect(leftOfClient()).toEqual([]);
    expect(defaultAccount(CLIENT, accounts)).toBe('35');
  });
});
