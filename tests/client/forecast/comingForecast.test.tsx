import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn, featuresOf, forecastOf } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS, FAKE_NOW } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { enqueue, newId, withdraw, type RitualView } from '../../../client/offline/index.js';
import { decisionContent } from '../../../client/console/newDecision.js';
import type { DecisionDraft } from '../../../domain/decision/decision.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import { emptyDevice } from '../emptyDevice.js';
import { startFakeTime } from '../fakeTime.js';
import { openApp } from '../openApp.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

for (const styles of ['digest/styles.js', 'hygiene/styles.js', 'forecast/styles.js', 'tier/tier.css']) {
  jest.unstable_mockModule(`../../../client/${styles}`, () => ({}));
}
jest.unstable_mockModule('../../../client/digest/HistoryChart.js', () => ({ HistoryChart: () => null }));
const saved = jest.fn<(name: string, type: string, text: string) => void>();
jest.unstable_mockModule('../../../client/ui/download.js', () => ({ downloadText: saved }));

afterEach(cleanup);
beforeEach(startFakeTime);
beforeEach(emptyDevice);

async function open(decisions: readonly KnownDecision[], ritual: Partial<RitualView> = {}): Promise<FakeServer> {
  const view = ritual.console ?? fakeConsole();
  const whole = fakeRitual(CLIENT, {
    ...{ console: view, forecast: forecastOf(view), features: featuresOf('SMART'), ...ritual },
  });
  const rituals = new Map([[CLIENT, whole]]);
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals, decisions: decided(...decisions) });
  await openApp(fakeFetch(server), `/clients/${CLIENT}`);
  await screen.findByRole('heading', { name: 'Next 13 weeks' });
  return server;
}

const section = (): HTMLElement => screen.getByRole('region', { name: 'Next 13 weeks' });
const figure = (): string => section().querySelector('.fcfigure')?.textContent ?? '';
const opening = (): string => section().querySelector('tr.fcrow.opening td')?.textContent ?? 'no opening';
const note = (pattern: RegExp): Promise<HTMLElement> => within(section()).findByText(pattern, { selector: 'p.note' });
const details = (title: string): HTMLElement => {
  const found = within(section()).getByText(title, { selector: 'b' }).closest('details');
  if (found === null) throw new Error(`Nothing is called ${title}.`);
  return found;
};

const PAYMENT = decisionOn('Bill:311', { state: 'ACCEPTED', settledAt: null });
const PLAN = decisionOn('Bill:312', {
  ...{ kind: 'PLAN', state: 'SUBMITTED', settledAt: null, amount: null, accountId: null, plannedFor: '2026-12-18' },
});

describe('the 13 weeks with decisions on their way', () => {
  it('count them, say so with what the figures are without them, and link to the console', async () => {
    await open([PAYMENT, PLAN]);
    const line = await note(/^With 2 decisions on their way\./);
    expect(line.textContent).toMatch(/Without them the low point is \(?[\d,.]+\)? on /);
    expect(within(line).getByRole('link', { name: 'The console' }).getAttribute('href')).toBe(
      `/clients/${CLIENT}/console`,
    );
    // 46,597.56 less the payment of 4,286.40.
    expect(opening()).toBe('42,311.16');
    expect(section().querySelector('.fcchart')?.getAttribute('aria-label')).toMatch(/With 2 decisions on their way\.$/);
    const list = details('Decisions on their way');
    expect(list.textContent).toContain('2 decisions, counted');
    const texts = within(list)
      .getAllByRole('listitem')
      .map((row) => row.textContent);
    expect(texts[0]).toContain('4,286.40Payment, off cash on hand; nothing of the bill is left.');
    expect(texts[1]).toContain('Planned for Fri 18 Dec.');
  });

  it('say that the low point is the same where it does not move', async () => {
    await open([{ ...PLAN, plannedFor: '2026-11-26' }]);
    const line = await note(/^With 1 decision on its way\./);
    expect(line.textContent).toMatch(/ Without it the low point (is|and the first week below zero are) the same\. /);
  });

  it('say of an item that is planned from which day, and leave its day to the console', async () => {
    await open([PLAN]);
    await note(/^With 1 decision on its way\. Without it /);
    await userEvent.click(within(section()).getByRole('button', { name: 'Open bills' }));
    const row = within(section())
      .getAllByRole('row')
      .find((one) => /^Northgate Hardware 7731/.test(one.textContent ?? ''));
    expect(row?.textContent).toContain('18 Dec');
    await userEvent.click(within(row as HTMLElement).getByRole('button'));
    const panel = within(section()).getByRole('group', { name: / to / });
    expect(panel.textContent).toContain('planned from 25 Nov');
    expect(panel.textContent).toContain('Planned for this day by a decision on its way.');
    expect(within(panel).queryByRole('button', { name: /day/ })).toBeNull();
    expect(within(panel).getByRole('button', { name: /^Leave out/ })).toBeTruthy();
    expect(within(section()).queryByText('Changed by advisors')).toBeNull();
  });

  it('take a payment of a part off the bill, and what is paid in full away', async () => {
    await open([PAYMENT, { ...decisionOn('Bill:313', { state: 'ACCEPTED', settledAt: null }), amount: 62_208 }]);
    await note(/^With 2 decisions/);
    await userEvent.click(within(section()).getByRole('button', { name: 'Open bills' }));
    const rows = within(section())
      .getAllByRole('row')
      .map((row) => row.textContent ?? '');
    expect(rows.some((row) => row.startsWith('Cascade Hardwoods B-20418'))).toBe(false);
    expect(rows.find((row) => row.startsWith('Pacific Edge Finishes PE-88120'))).toContain('1,000.00');
  });

  it('count what is only saved on this device, and no more once it is taken back', async () => {
    const view = fakeConsole();
    const server = await open([], { console: view });
    server.offline = true;
    const before = [opening(), figure()];
    expect(before[0]).toBe('46,597.56');
    const document = view.bills.find(({ key }) => key === 'Bill:311');
    if (document === undefined) throw new Error('The fixture has no such bill.');
    const draft = { kind: 'RECORD_PAYMENT', documentKey: 'Bill:311', accountId: '35', plannedFor: '', replaces: null };
    const content = decisionContent(CLIENT, view, { draft, document, amount: 428_640 } as never);
    const decision: DecisionDraft = { ...content, id: newId() };
    await act(async () => {
      await enqueue([{ name: 'SUBMIT_DECISION', id: decision.id, clientId: CLIENT, decision } as never]);
    });
    await waitFor(() => expect(opening()).toBe('42,311.16'));
    await note(/^With 1 decision on its way\./);
    await act(async () => {
      await withdraw([decision.id]);
    });
    await waitFor(() => expect([opening(), figure()]).toEqual(before));
    expect(within(section()).queryByText(/on its way/)).toBeNull();
  });

  it('save with the table what it is with', async () => {
    await open([PAYMENT, PLAN]);
    await note(/^With 2 decisions/);
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }));
    const text = saved.mock.calls.at(-1)?.[2] ?? '';
    const lines = text.split('\r\n');
    const empty = ','.repeat(14);
    expect(lines.filter((line) => /on its way/.test(line))).toEqual([
      `"With a decision on its way: Cascade Hardwoods B-20418, payment"${empty}4286.40`,
      `"With a decision on its way: Northgate Hardware 7731, planned for 2026-12-18"${empty}2914.75`,
    ]);
    expect(lines.find((line) => line.startsWith('Opening'))).toContain('42311.16');
  });

  it('say the low point with them after a change of the forecast too', async () => {
    await open([PAYMENT]);
    await note(/^With 1 decision/);
    await userEvent.click(screen.getByText('Recurring', { selector: 'b' }));
    await userEvent.click(screen.getByRole('switch', { name: 'In the forecast: Payroll' }));
    await waitFor(() => {
      const said = screen.getAllByRole('status').at(-1)?.textContent ?? '';
      const low = /Low point now (?:minus )?([\d,.]+) on/.exec(said)?.[1] ?? 'nothing';
      expect(figure()).toContain(low);
    });
  });
});

describe('decisions on their way that are not counted', () => {
  const without = async (why: RegExp): Promise<void> => {
    const line = await note(/^Without \d decisions? on (its|their) way\./);
    expect(line.textContent).toMatch(why);
    expect(opening()).toBe('46,597.56');
    expect(within(section()).queryByText('Decisions on their way', { selector: 'b' })).toBeNull();
  };

  it('are so where the tier has no impact', async () => {
    await open([PAYMENT], { features: featuresOf('SMART', ['DECISION_IMPACT']) });
    await without(/Counting them is not in this client’s tier\./);
  });

  it('are so where forecast and open bills are not of one reading', async () => {
    await open([PAYMENT], { console: fakeConsole({ booksVersion: 4 }) });
    await without(/not of the same reading of QuickBooks/);
  });

  it('are so where the figures are older than seven days by this device', async () => {
    const syncedAt = new Date(FAKE_NOW - 8 * 86_400_000).toISOString();
    await open([PAYMENT], { console: fakeConsole({ syncedAt }) });
    await without(/older than 7 days/);
  });

  it('are so where the books may have the payment already: the bill is not open by what it was decided on', async () => {
    const bills = fakeConsole().bills.map((bill) =>
      bill.key === 'Bill:311' ? { ...bill, openBalance: 328_640 } : bill,
    );
    await open([{ ...PAYMENT, state: 'SUBMITTED', amount: 100_000 }], { console: fakeConsole({ bills }) });
    await without(/B-20418 is not open by what the payment was decided on: the books may have it already\./);
  });

  it('are so where the payment is in another currency than the forecast', async () => {
    await open([{ ...PAYMENT, currency: 'EUR' }]);
    await without(/is in EUR\./);
  });

  it('are so where the server’s own figures are not come to', async () => {
    const told = forecastOf(fakeConsole()) as Extract<NonNullable<RitualView['forecast']>, { __typename: 'Forecast' }>;
    await open([PAYMENT], { forecast: { ...told, lowPoint: { ...told.lowPoint, amount: 1 } } });
    await without(/does not come to the server’s own figures/);
  });
});

describe('a decision that the forecast has', () => {
  // One that is on its way beside it: once that is counted, the other would be.
  const counted = (): Promise<HTMLElement> => note(/^With 1 decision on its way\./);

  it('is not counted again once the books were read after it', async () => {
    await open([decisionOn('Bill:311', { state: 'APPLIED', settledAt: '2026-11-01T10:00:00.000Z' }), PLAN]);
    await counted();
    expect(opening()).toBe('46,597.56');
  });

  it('is not counted again where the reading came to the payment before it was known', async () => {
    const view = fakeConsole();
    const bills = view.bills.filter(({ key }) => key !== 'Bill:311');
    const settledAt = new Date(FAKE_NOW).toISOString();
    const receipt = { documentKey: 'BillPayment:1', number: null, url: null, amount: 428_640, requestId: 'r' } as const;
    const landed = { ...receipt, appliedAt: settledAt, foundBy: 'ANSWER', openBalanceAfter: 0, auditEntry: 1 } as const;
    await open([decisionOn('Bill:311', { state: 'APPLIED', settledAt, receipt: landed }), PLAN], {
      console: fakeConsole({ bills }),
    });
    await counted();
    expect(opening()).toBe('46,597.56');
  });

  it('is not counted again where it is a plan that the server put into the forecast as it applied it', async () => {
    const view = fakeConsole();
    const told = forecastOf(view) as Extract<NonNullable<RitualView['forecast']>, { __typename: 'Forecast' }>;
    const bills = view.bills.map((bill) => (bill.key === 'Bill:312' ? { ...bill, plannedFor: '2026-11-25' } : bill));
    const items = told.items.map((one) => (one.key === 'Bill:312' ? { ...one, movedFrom: '2026-11-24' } : one));
    const applied = { ...PLAN, state: 'APPLIED', plannedFor: '2026-11-25' } as const;
    await open([{ ...applied, settledAt: new Date(FAKE_NOW).toISOString() }, PAYMENT], {
      ...{ console: fakeConsole({ bills }), forecast: { ...told, items } },
    });
    await counted();
    expect(details('Decisions on their way').textContent).not.toContain('Northgate Hardware');
  });
});
