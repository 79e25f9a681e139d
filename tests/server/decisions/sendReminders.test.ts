import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSendGround, type Decided, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.running.control('POST', 'reset'));

const send = () => ground.sender().runUntilIdle();

describe('a reminder', () => {
  const remind = (more: Partial<Decided> = {}) => {
    const { ids } = ground.small;
    return ground.accept({
      documentKey: `Invoice:${ids['invoice1'] ?? ''}`,
      kind: 'REMIND',
      openBalance: 20_000,
      partyId: ids['amy'] ?? '',
      ...more,
    });
  };
  const mails = async (id: string) => (await ground.written()).filter(({ requestId }) => requestId === id);

  it('is sent once', async () => {
    const id = await remind();
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await mails(id)).toMatchObject([{ operation: 'Emailed', entity: 'Invoice' }]);
  });

  it('is known by the time of sending where the answer was lost', async () => {
    ground.later(60_000);
    await ground.running.control('POST', 'faults', { kind: 'writes', status: 500 });
    const id = await remind();
    await send();
    await ground.hurry();
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect((await ground.effects()).find(({ decision_id: of }) => of === id)?.found_by).toBe('DELIVERY_TIME');
    expect(await mails(id)).toHaveLength(1);
  });

  it('is never sent a second time: where nothing tells, a person is asked', async () => {
    ground.later(60_000);
    await ground.running.control('POST', 'faults', { kind: 'writes', status: 500, before: true });
    const id = await remind();
    await send();
    await ground.hurry();
    await send();
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('CONFLICTED');
    expect(problem?.message).toContain('sent again, or left as it is');
    expect(await mails(id)).toEqual([]);
  });

  it('that another one overtook is a difference, and not sent: nobody is reminded twice by two devices', async () => {
    ground.later(60_000);
    const first = await remind();
    await send();
    expect(await mails(first)).toHaveLength(1);
    ground.later(60_000);
    const late = await remind({ ageMs: 90_000 });
    await send();
    const { state, problem } = await ground.decision(late);
    expect(state).toBe('CONFLICTED');
    expect(problem?.message).toMatch(
      /^Data shows QuickBooks e-mailed this invoice .*, after the figures that were seen\. Nothing was sent\.$/,
    );
    expect(problem?.differences).toContainEqual(expect.objectContaining({ field: 'LAST_SENT', differs: true }));
    expect(await mails(late)).toEqual([]);
    const again = await remind();
    await send();
    expect((await ground.decision(again)).state).toBe('APPLIED');
    expect(await mails(again)).toHaveLength(1);
  });
});
