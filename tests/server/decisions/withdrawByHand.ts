import { decisionsById } from '../../../server/decisions/decisionRows.js';
import { lockClientDecisions, transition } from '../../../server/decisions/transition.js';
import type { SendGround } from './sendGround.js';

/** Takes a decision back as its advisor does, in one transaction of theirs; false where it is too late. */
export function withdrawByHand({ test, advisor, clock, clientId }: SendGround, id: string): Promise<boolean> {
  return test.database.asPrincipal({ principalId: advisor.id, firmId: advisor.firmId }, 'write', async (tx) => {
    await lockClientDecisions(tx, clientId);
    const row = (await decisionsById(tx, [id], { lock: true })).get(id);
    if (row?.state !== 'ACCEPTED') return false;
    const change = { from: 'ACCEPTED', to: 'WITHDRAWN', at: clock.now() } as const;
    await transition(tx, row, change, { actor: { kind: 'PERSON', id: advisor.id } });
    await tx.execute('delete from decision_outbox where decision_id = ?::uuid', [id]);
    return true;
  });
}
