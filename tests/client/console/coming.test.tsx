import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CONFLICTED, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { bar, bills, open, row } from './showConsole.js';

const coming = { state: 'ACCEPTED', settledAt: null, waitingFor: 'The sign-in to QuickBooks has expired.' } as const;

/** `1,234.56 to 999.00` of the low point, once it stands there. */
async function lowPoint(): Promise<[before: string, after: string]> {
  const at = () => {
    const figure = [...bar().querySelectorAll('.dfig')].find((one) => one.textContent?.startsWith('Low point'));
    return [...(figure?.querySelectorAll('.dchange > span') ?? [])].map((one) => one.textContent ?? '');
  };
  await waitFor(() => expect(at().filter((text) => /\d/.test(text))).toHaveLength(2));
  const [before = '', after = ''] = at();
  return [before, after];
}

describe('what is decided already', () => {
  it('is off cash and in the low point before anything more is selected, in whichever state it is', async () => {
    const server = await open({
      decisions: decided(
        decisionOn('Bill:314', coming),
        // Recorded since the books were read; and before, which they have.
        decisionOn('Bill:315', { settledAt: '2026-11-21T15:05:00.000Z' }),
        decisionOn('Bill:316', { settledAt: '2026-11-21T14:05:00.000Z' }),
        decisionOn('Bill:317', { state: 'FAILED' }),
        // From an account that does not count as cash.
        decisionOn('Bill:319', { ...coming, accountId: '41' }),
      ),
    });
    await bills();
    await waitFor(() => expect(row('Bill:314').textContent).toContain('Waits'));
    await userEvent.keyboard('jjjjjjjjjx');
    // 46,597.56 less 6,450.00, 1,180.00 and the 3,918.20 that are selected.
    expect(bar().textContent).toContain('Cash after35,049.36');
    expect(bar().textContent).toContain('Figures count 3 earlier decisions that the books shown do not have yet');
    const [before, after] = await lowPoint();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(row('Bill:318').textContent).toContain('Saved on this device'));
    await userEvent.keyboard('kkx');
    // Less 2,037.50: what was queued with no network is off as well.
    expect(bar().textContent).toContain('Cash after33,011.86');
    expect((await lowPoint())[0]).toBe(after);
    expect(after).not.toBe(before);
  });

  it('is not off cash, and the bar says why, where the books may have it already', async () => {
    await open({ decisions: decided(decisionOn('Bill:314', { ...coming, openBalance: 700_000 })) });
    await bills();
    await waitFor(() => expect(row('Bill:314').textContent).toContain('Waits'));
    await userEvent.keyboard('jjjjjjjjjx');
    // 46,597.56 less the 3,918.20 that are selected.
    expect(bar().textContent).toContain('Cash after42,679.36');
    expect(bar().textContent).toMatch(
      /Figures are without 1 decision on its way\. .+ is not open by what the payment was decided on/,
    );
    expect(bar().textContent).not.toContain('Figures count');
  });

  describe('decided anew on what a conflict showed since the books were read', () => {
    const conflict = {
      ...CONFLICTED,
      settledAt: '2026-11-21T15:05:00.000Z',
      openBalance: 89_500,
      openBalanceNow: 60_000,
    };
    const anew = decisionOn('Bill:310', {
      ...{
        ...coming,
        id: '0192f3a8-0000-7000-8000-00000000bbbb',
        replaces: conflict.id,
        acceptedAt: '2026-11-21T15:06:00.000Z',
      },
      ...{ openBalance: 60_000, amount: 60_000 },
    });
    const showBill = async (openNow: number): Promise<void> => {
      const bills = fakeConsole().bills.map((one) => (one.key === 'Bill:310' ? { ...one, openBalance: openNow } : one));
      await open({ decisions: decided(conflict, anew) }, { console: fakeConsole({ bills }) });
      await screen.findByRole('grid', { name: 'Bills' });
      await userEvent.keyboard('jjjjjjjjjx');
    };

    it('is off cash while these have the bill as it was seen before the conflict', async () => {
      await showBill(89_500);
      // 46,597.56 less 600.00 and the 3,918.20 that are selected.
      await waitFor(() => expect(bar().textContent).toContain('Cash after42,079.36'));
      expect(bar().textContent).toContain('Figures count 1 earlier decision that');
    });

    it('is not where these, begun before the conflict, have the bill otherwise: they may have the payment', async () => {
      await showBill(100);
      await waitFor(() => expect(bar().textContent).toContain('Cash after42,679.36'));
      expect(bar().textContent).toContain('Figures are without 1 decision on its way. ');
    });
  });
});
