import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { APPLIED, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { FAKE_NOW } from '../../../client/fakes/fakeFirm.js';
import { bills, open } from './showConsole.js';

describe('a copied receipt', () => {
  it('says year, day, time to the second and zone, of today too, where the card leaves out what everybody knows', async () => {
    const today = new Date(FAKE_NOW - 5 * 60_000).toISOString();
    const { receipt } = APPLIED;
    if (receipt === null) throw new Error('The fixture has no receipt.');
    const plan = { kind: 'PLAN', amount: null, accountId: null, accountName: null } as const;
    const applied = decisionOn('Bill:299', { ...plan, plannedFor: '2026-12-18', acceptedAt: today, receipt });
    await open({ decisions: decided(applied) });
    await bills();
    const user = userEvent.setup();
    await user.click(await screen.findByText('1 applied'));
    const card = screen.getByRole('article', { name: /^Planned, / });
    expect(card.textContent).not.toMatch(/2026|MST/);
    await user.click(within(card).getByRole('button', { name: /^Copy/ }));
    await within(card).findByText('Copied');
    const text = await navigator.clipboard.readText();
    expect(text).toMatch(/^Decided: Daniel Reyes, \w{3} \d+ \w{3} 2026, \d{2}:\d\d:\d\d(\s[AP]M)?\s\S+$/m);
    expect(text).toMatch(/^Confirmed: Sat 21 Nov 2026, \d{2}:\d\d:\d\d(\s[AP]M)?\s\S+$/m);
    expect(text).toMatch(/^For: Fri 18 Dec 2026$/m);
  });
});
