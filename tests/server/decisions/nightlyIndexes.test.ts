import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

/** How a statement about one client is answered for who sends; small tables too, as if reading all of one were dear. */
async function planOf(sql: string): Promise<string> {
  const clientId = randomUUID();
  return test.database.asSync({ clientId }, async (tx) => {
    await tx.execute('set local enable_seqscan = off');
    const lines = await tx.execute<Record<string, string>[]>(
      `explain ${sql.replace(':client', `'${clientId}'::uuid`)}`,
    );
    return lines.map((line) => Object.values(line).join()).join('\n');
  });
}

describe('the nightly look at one client', () => {
  it('finds its first attempt without reading those of others', async () => {
    const plan = await planOf('select min(a.committed_at) from decision_attempt a where a.client_id = :client');
    expect(plan).toMatch(/ using decision_attempt_client on decision_attempt /);
    expect(plan).not.toContain('Seq Scan');
  });

  it('finds the effects that have these documents without reading those of others, whatever the documents are', async () => {
    const plan = await planOf(
      `select e.decision_id as id from decision_effect e where e.client_id = :client
         and e.document_key in (select jsonb_array_elements_text('["BillPayment:1"]'::jsonb))`,
    );
    expect(plan).toContain('decision_effect_document');
    expect(plan).not.toContain('Seq Scan');
  });
});
