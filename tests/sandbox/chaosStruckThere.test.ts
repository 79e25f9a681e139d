import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StruckThere } from '../exactlyOnce/struckThere.js';
import { start, type Running } from './httpHarness.js';
import { REALM, smallCompany, type SmallCompany } from './smallCompany.js';

const AFTER_THE_WRITE = 'QuickBooks fails after the write';

describe('what a fault of the stand-in met', () => {
  let running: Running;
  let made: SmallCompany;
  let token: string;
  let struck: string[];
  let struckThere: StruckThere;
  beforeEach(async () => {
    made = smallCompany();
    running = await start([made.company]);
    token = (await running.connect()).access_token;
    struck = [];
    struckThere = new StruckThere({
      dataDir: running.dataDir,
      noteStrike: (kind, times = 1) => void struck.push(`${kind}: ${times}`),
      control: async (what) => (await running.control('GET', what.slice('GET '.length))).json(),
    });
  });
  afterEach(async () => {
    await running.stop();
    await running.cleanUp();
  });

  const plan = (fault: object): Promise<Response> => running.control('POST', 'faults', fault);
  const addVendor = async (name: string): Promise<number> => {
    const { status } = await fetch(`${running.url}/v3/company/${REALM}/vendor`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ DisplayName: name }),
    });
    return status;
  };

  it('is nothing while it was only asked for', async () => {
    await plan({ name: 'QuickBooks throttles', kind: 'writes', status: 429, times: 9 });
    await running.control('POST', 'tokens/expire', { realmId: 'another' });
    await running.control('POST', 'webhooks/faults', { kind: 'lose', times: 9 });
    await running.get('/companyinfo/1', token);
    await struckThere.look();
    expect(struck).toEqual([]);
  });

  it('is each call that met it, once', async () => {
    await plan({ name: 'QuickBooks throttles', kind: 'writes', status: 429, times: 2 });
    expect([await addVendor('North'), await addVendor('North'), await addVendor('North')]).toEqual([429, 429, 200]);
    await struckThere.look();
    await struckThere.look();
    expect(struck).toEqual(['QuickBooks throttles: 1', 'QuickBooks throttles: 1']);
  });

  it('is after the write only where something was written', async () => {
    await plan({ name: AFTER_THE_WRITE, kind: 'writes', status: 500, times: 2 });
    expect([await addVendor('North'), await addVendor('North')]).toEqual([500, 500]);
    await struckThere.look();
    expect(struck).toEqual([`${AFTER_THE_WRITE}: 1`]);
  });

  it('is a token that a call was turned away with, by why', () => {
    for (const why of ['Token expired: AB..', 'Token revoked: AB..', 'Malformed bearer token: too short or too long'])
      struckThere.hear({ kind: 'turned away', why });
    struckThere.hear({ kind: 'used' });
    expect(struck).toEqual(['access tokens expire: 1', 'a grant is revoked: 1']);
  });
});
