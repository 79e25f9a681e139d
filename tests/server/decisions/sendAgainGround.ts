import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSendGround, type SendGround } from './sendGround.js';

/** Of the test file that reads it: there once its tests run, with no fault left of the test before. */
export let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.running.control('POST', 'reset');
  await ground.test.asOwner('update client_row set last_good_at = ?', [ground.clock.now()]);
});

export const WAIT = { decisionWaitMs: 120_000 };
export const send = (): Promise<void> => ground.sender(WAIT).runUntilIdle();
export const fail = (fault: object) =>
  ground.running.control('POST', 'faults', { kind: 'writes', method: 'POST', ...fault });
export const writesOf = async (id: string) => (await ground.written()).filter(({ requestId }) => requestId === id);
export const outcomes = async (id: string) => (await ground.attempts(id)).map(({ outcome }) => outcome);

export async function openCompany() {
  const [{ realm_id: realm } = { realm_id: '' }] = await ground.test.asOwner<{ realm_id: string }>(
    'select realm_id from quickbooks_connection',
  );
  return ground.quickBooks.openCompany(ground.clientId, realm, new AbortController().signal);
}
