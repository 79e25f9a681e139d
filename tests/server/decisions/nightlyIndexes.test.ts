import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EFFECTS_OF, STANDING } from '../../../server/decisions/sending/reconcileClient.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

/** How a statement about one client is answered for who sends; small tables too, as if reading all of one were dear. */
async function planOf(sql: string, ...more: readonly string[]): Promise<string> {
  const clientId = randomUUID();
  return test.database.asSync({ clientId }, async (tx) => {
    await tx.execute('set local enable_seqscan = off');
    const lines = await tx.execute<Record<string, string>[]>(`explain ${sql}`, [clientId, ...more]);
    return lines.map((line) => Object.values(line).join()).join('\n');
  });
}

describe('the nightly look at one client', () => {
  it('finds its first attempt without reading those of others', async () => {
    const plan = await planOf(STANDING);
    expect(plan).toMatch(/ using decision_attempt_client on decision_attempt | on decision_attempt_client /);
    expect(plan).not.toContain('Seq Scan on decision_attempt');
  });

  it('finds the effects that have these documents without reading those of others, whatever the documents are', async () => {
    const plan = await planOf(EFFECTS_OF, JSON.stringify(['BillPayment:1']));
    expect(plan).toContain('decision_effect_document');
    expect(plan).not.toContain('Seq Scan');
  });
});
