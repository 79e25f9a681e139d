import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDocuments } from '../../../server/decisions/openDocuments.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;
let invoiceId: string;

beforeAll(async () => {
  ground = await startSendGround();
  const { company, ids, ref } = ground.small;
  const lines = [{ accountId: ids['sales'] ?? '', amount: 1_000_00 }];
  const taken = { deposit: 200_00, toAccountId: ids['checking'] ?? '' };
  const head = { date: '2026-09-01', dueDate: '2026-10-01', billEmail: 'amy@example.com' };
  const at = ground.clock.now().toISOString();
  invoiceId = company.post({ type: 'Invoice', ...head, party: ref('amy'), lines, ...taken }, at).id;
  await ground.worker().runUntilIdle();
});
afterAll(() => ground.close());

describe('an invoice of 1,000.00 with a deposit of 200.00', () => {
  it('is open by 800.00, in the console and in the figures, which close with QuickBooks’ aging', async () => {
    const { clientId, advisor } = ground;
    const scope = { principalId: advisor.id, firmId: advisor.firmId };
    const open = await ground.test.database.asPrincipal(scope, 'read', (tx) => openDocuments(tx, [clientId]));
    expect(open.find(({ type, id }) => type === 'Invoice' && id === invoiceId)?.openBalance).toBe(800_00);
    const [evidence] = await ground.test.asOwner<{ tied: boolean; lines: { key: string; difference: number }[] }>(
      `select tied, evidence->'lines' as lines from tie_out order by as_of desc limit 1`,
    );
    expect(evidence?.lines.filter(({ difference }) => difference !== 0)).toEqual([]);
    expect(evidence?.tied).toBe(true);
  });

  it('can be reminded of', async () => {
    const [open, partyId] = [800_00, ground.small.ids['amy'] ?? ''];
    const decided = { kind: 'REMIND', documentKey: `Invoice:${invoiceId}`, openBalance: open, partyId } as const;
    const id = await ground.accept({ ...decided, name: 'Amy' });
    await ground.sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});
