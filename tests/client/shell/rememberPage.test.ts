import { describe, expect, it, jest } from '@jest/globals';
import { rememberPage } from '../../../client/shell/rememberPage.js';

const STATE = 'dX3-abcdefghijklmnopqrstuvwxyz0123456789_AB';

/** What the page writes as cookies: the document of these tests stands at another path and would not show them. */
function written(run: () => void): string[] {
  const set = jest.spyOn(document, 'cookie', 'set');
  run();
  const cookies = set.mock.calls.map(([cookie]) => cookie);
  set.mockRestore();
  return cookies;
}

describe('the page an attempt began on', () => {
  it('is a word in a cookie of that attempt, for the return from QuickBooks alone', () => {
    expect(written(() => rememberPage('connections', `https://quickbooks.example/connect?state=${STATE}`))).toEqual([
      'runway_return_dX3-abcdefgh=connections; Path=/quickbooks/callback; Max-Age=3600; SameSite=Lax',
    ]);
  });

  it('is not kept for an address without a state, or with one that would write more than a name', () => {
    for (const query of ['', '?state=short', '?state=a%3Db%3B%20Path%3D%2Fabcdefgh']) {
      expect(written(() => rememberPage('connections', `https://quickbooks.example/connect${query}`))).toEqual([]);
    }
  });
});
