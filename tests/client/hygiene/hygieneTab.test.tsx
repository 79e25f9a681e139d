import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, FAKE_OWNER, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { FAKE_ISSUES } from '../../../client/fakes/fakeIssues.js';
import { fakeHygiene, fakeRitual } from '../../../client/fakes/fakeReview.js';
import { refreshDevice, type RitualView } from '../../../client/offline/index.js';
import { addDays, dateInZone } from '../../../domain/calendar.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 8_000 });

// Pages are loaded with their styles, which only a bundler reads; the drawing beside the list is tested by itself.
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/hygiene/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
jest.unstable_mockModule('../../../client/flowband/FlowbandPanel.js', () => ({ FlowbandPanel: () => null }));
jest.unstable_mockModule('../../../client/forecast/ForecastSection.js', () => ({ ForecastSection: () => null }));

const CLIENT = 'larkspur-joinery';
const RECEIPTS = /^Undeposited funds ageing/;

afterEach(cleanup);
beforeEach(emptyDevice);

async function open(
  part: Partial<FakeServer> = {},
  ritual: Partial<RitualView> = {},
  path = `/clients/${CLIENT}/hygiene`,
): Promise<FakeServer> {
  const server = fakeServer({
    clients: FAKE_CLIENTS,
    rituals: new Map([[CLIENT, fakeRitual(CLIENT, ritual)]]),
    ...part,
  });
  await openApp(fakeFetch(server), path);
  return server;
}

const tree = (): Promise<HTMLElement> => screen.findByRole('treegrid');
const row = (name: RegExp): HTMLElement => {
  const found = screen
    .getAllByRole('row')
    .find((one) => name.test(one.querySelector('b, .i-reason')?.textContent ?? ''));
  if (found === undefined) throw new Error(`No row is called ${String(name)}.`);
  return found;
};
const focusedRow = (): string => document.activeElement?.getAttribute('data-row') ?? '';
const issuesOf = (server: FakeServer): Map<string, string> =>
  new Map(server.rituals.get(CLIENT)?.hygiene?.issues.map(({ id, state }) => [id, state]) ?? []);

describe('the Hygiene tab', () => {
  it('shows rules in the order of their prices, each row with all of its figures', async () => {
    await open();
    await tree();
    expect(screen.getByRole('heading', { name: 'Data shows top issues to fix' })).toBeTruthy();
    const receipts = row(RECEIPTS);
    expect(receipts.getAttribute('aria-level')).toBe('1');
    expect(receipts.getAttribute('aria-expanded')).toBe('false');
    expect(receipts.textContent).toContain('3 receipts, oldest 19 days');
    expect(receipts.textContent).toContain('(4.5k) to (1.2k)');
    expect(receipts.textContent).toContain('7 Dec to 14 Dec');
    expect(receipts.textContent).toContain('3,264.75');
    expect(receipts.textContent).toContain('6 min');
    expect(row(/^Receipt missing/).textContent).toContain('no effect');
    expect(screen.getByRole('tab', { name: 'Hygiene 15 open issues' }).getAttribute('aria-selected')).toBe('true');
  });

  it('opens by Enter to what the rule is about and its issues with their documents', async () => {
    await open();
    await tree();
    await userEvent.keyboard('jj{Enter}');
    expect(row(RECEIPTS).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText(/Receipts that sit in Undeposited Funds/)).toBeTruthy();
    const links = screen.getAllByRole('link', { name: /^Payment 10\d\d/ });
    expect(links).toHaveLength(3);
    expect(links[0]?.getAttribute('rel')).toBe('noopener noreferrer');
    expect(links[0]?.getAttribute('target')).toBe('_blank');
    await userEvent.keyboard('{ArrowLeft}');
    expect(row(RECEIPTS).getAttribute('aria-expanded')).toBe('false');
  });

  it('has one Tab stop, which j, k, arrows, Home and End move', async () => {
    await open();
    const grid = await tree();
    const stops = (): number => grid.querySelectorAll('[data-row][tabindex="0"]').length;
    expect(stops()).toBe(1);
    await userEvent.keyboard('jj');
    expect(focusedRow()).toBe('undeposited-funds-ageing');
    await userEvent.keyboard('{End}');
    expect(focusedRow()).toBe('missing-receipt');
    await userEvent.keyboard('{Home}k');
    expect(focusedRow()).toBe('stale-invoice');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(focusedRow()).toBe('s1');
    await userEvent.keyboard('{ArrowLeft}');
    expect(focusedRow()).toBe('stale-invoice');
    expect(stops()).toBe(1);
  });

  it('selects a rule, a range, and all, over rules; the bar has the sum', async () => {
    await open();
    await tree();
    await userEvent.keyboard('jj{Enter}jx');
    const bar = (): HTMLElement => screen.getByRole('region', { name: 'Selected issues' });
    expect(bar().textContent).toContain('1 selected');
    expect(row(/^Received 19 days/).getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('jj{Shift>}X{/Shift}');
    expect(bar().textContent).toContain('3 selected');
    expect(bar().textContent).toContain('3,264.75 at stake');
    expect(within(row(RECEIPTS)).getByRole('checkbox').getAttribute('aria-checked')).toBe('true');
    await userEvent.keyboard('j{Shift>}X{/Shift}');
    expect(bar().textContent).toContain('4 selected');
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(bar().textContent).toContain('15 selected');
  });

  it('snoozes until they change, says so, keeps the focus in the list, and takes it back', async () => {
    const server = await open();
    await tree();
    await userEvent.keyboard('jjs');
    await screen.findByRole('button', { name: 'Undo' });
    await waitFor(() => expect(issuesOf(server).get('u1036')).toBe('SNOOZED'));
    expect(screen.getByText(/^3 issues snoozed until they change\. Undo with u\./)).toBeTruthy();
    await waitFor(() => expect(focusedRow()).toBe('duplicate-bill-number'));
    expect(screen.getByRole('button', { name: 'Snoozed 5' })).toBeTruthy();
    await userEvent.keyboard('u');
    await waitFor(() => expect(issuesOf(server).get('u1036')).toBe('OPEN'));
    await screen.findByRole('button', { name: 'Snoozed 2' });
    expect(await screen.findAllByText(/^Undone for 3 issues\./)).toHaveLength(2);
  });

  it('says what the next reading of the books settled, takes the focus to the row that followed, and leads there', async () => {
    const server = await open();
    await tree();
    await userEvent.keyboard('jj{Enter}jjj');
    const before = focusedRow();
    const settled = FAKE_ISSUES.map((issue) =>
      issue.ruleId === 'undeposited-funds-ageing' && issue.state === 'OPEN'
        ? { ...issue, state: 'SETTLED' as const }
        : issue,
    );
    server.rituals.set(CLIENT, fakeRitual(CLIENT, { hygiene: fakeHygiene(settled) }));
    server.version = 'next';
    await act(() => refreshDevice());
    expect(await screen.findAllByText(/^3 issues settled: Undeposited funds ageing\./)).toHaveLength(2);
    expect(before).not.toBe('duplicate-bill-number');
    await waitFor(() => expect(focusedRow()).toBe('duplicate-bill-number'));
    await userEvent.click(screen.getByRole('button', { name: 'Show settled' }));
    expect(row(RECEIPTS)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show settled' })).toBeNull();
  });

  it('asks for a reason before it dismisses, and keys are text in it', async () => {
    const server = await open();
    await tree();
    await userEvent.keyboard('jd');
    const dialog = await screen.findByRole('dialog', { name: 'Dismiss 1 issue' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Dismiss 1 issue' }));
    expect(within(dialog).getByRole('alert').textContent).toContain('A reason is needed');
    await userEvent.type(within(dialog).getByRole('textbox'), 'sold jkxsd');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Dismiss 1 issue' }));
    await screen.findByRole('button', { name: 'Dismissed 2' });
    await waitFor(() => {
      const issue = server.rituals.get(CLIENT)?.hygiene?.issues.find(({ id }) => id === 's1');
      expect(issue).toMatchObject({ state: 'DISMISSED', dismissedBecause: 'sold jkxsd' });
    });
  });

  it('snoozes until a day that is after today and within a year', async () => {
    const server = await open();
    await tree();
    await userEvent.keyboard('j{Shift>}S{/Shift}');
    const dialog = await screen.findByRole('dialog', { name: 'Snooze until' });
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^In a week/));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Snooze' }));
    expect(within(dialog).getByRole('alert')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: /^In a week/ }));
    await waitFor(() => expect(issuesOf(server).get('s1')).toBe('SNOOZED'));
  });

  it('offers days after the client’s own, as the server has it, and not after the day where the advisor is', async () => {
    // There are 25 hours between the two: their days are never the same.
    const [ahead, behind] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const clients = FAKE_CLIENTS.map((client) => ({ ...client, timeZone: ahead }));
    const viewer = { ...FAKE_OWNER, id: 'owner-abroad', timeZone: behind };
    await open({ clients, viewer }, { hygiene: { ...fakeHygiene(), asOf: '2020-01-01' } });
    await tree();
    await userEvent.keyboard('j{Shift>}S{/Shift}');
    const day = await screen.findByLabelText<HTMLInputElement>('Another day');
    await waitFor(() => expect(day.min).toBe(addDays(dateInZone(Date.now(), ahead), 1)));
  });

  it('says no price of what is left of a rule before what waits is sent', async () => {
    const server = await open();
    await tree();
    await userEvent.keyboard('jj{ArrowRight}');
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('js');
    await waitFor(() => expect(row(RECEIPTS).textContent).toContain('2 receipts'));
    expect(row(RECEIPTS).textContent).toContain('once sent');
    expect(screen.getByText(/^By the low point’s range for a minute of fixing\.$/)).toBeTruthy();
  });

  it('opens snoozed and dismissed issues again', async () => {
    const server = await open();
    await tree();
    await userEvent.click(screen.getByRole('button', { name: 'Dismissed 1' }));
    await userEvent.keyboard('jo');
    await waitFor(() => expect(issuesOf(server).get('d2')).toBe('OPEN'));
    expect(await screen.findByText(/No issue is dismissed/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Dismissed 0'));
    await userEvent.keyboard('u');
    await waitFor(() => expect(issuesOf(server).get('d2')).toBe('DISMISSED'));
  });

  it('says in the row why an issue was left as it was, until a person has taken note', async () => {
    const server = await open({ settled: new Set(['u1040']) });
    await tree();
    await userEvent.keyboard('jj{Enter}s');
    const refused = await screen.findByText(/Left as before: It is gone from the books/);
    expect(refused.closest('[data-row]')?.getAttribute('data-row')).toBe('u1040');
    expect(issuesOf(server).get('u1036')).toBe('SNOOZED');
    expect(issuesOf(server).get('u1040')).toBe('OPEN');
    await screen.findByText(/^1 issue left as before; the row says why\./);
    await userEvent.click(screen.getByRole('button', { name: 'Noted' }));
    await waitFor(() => expect(screen.queryByText(/Left as before/)).toBeNull());
  });

  it('works without a network: shown at once, saved on this device, sent when there is one', async () => {
    const server = await open();
    await tree();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('jj{Enter}x');
    await screen.findByRole('region', { name: 'Selected issues' });
    await userEvent.keyboard('s');
    await screen.findByRole('button', { name: 'Snoozed 5' });
    await screen.findByText(/^3 issues snoozed until they change\. Saved on this device\. Undo with u\./);
    expect(issuesOf(server).get('u1036')).toBe('OPEN');
    server.offline = false;
    await waitFor(async () => {
      await act(() => refreshDevice());
      expect(issuesOf(server).get('u1036')).toBe('SNOOZED');
    });
    expect(screen.getByRole('button', { name: 'Snoozed 5' })).toBeTruthy();
  });

  it('takes back without a network what was done without one', async () => {
    const server = await open();
    await tree();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('jjs');
    await screen.findByRole('button', { name: 'Undo' });
    await userEvent.keyboard('u');
    await screen.findByRole('button', { name: 'Snoozed 2' });
    server.offline = false;
    await waitFor(async () => {
      await act(() => refreshDevice());
      expect(server.asked).toContain('QueuedReopening');
    });
    await waitFor(() => expect(issuesOf(server).get('u1036')).toBe('OPEN'));
  });

  it('says where the price stands that the tier has none, by severity', async () => {
    await open({}, { tier: 'BASIC_RITUAL_ONLY', hygiene: fakeHygiene([...FAKE_ISSUES], false) });
    await tree();
    expect(screen.getByText('By severity, then money at stake.')).toBeTruthy();
    expect(screen.getAllByText(/not in this client’s tier/)).toHaveLength(2);
    expect(screen.getByRole('columnheader', { name: 'Low point: not in this client’s tier' })).toBeTruthy();
  });

  it('prints the score as the sum it is', async () => {
    await open();
    await tree();
    await userEvent.click(screen.getByRole('button', { name: /of 100/ }));
    const card = await screen.findByRole('dialog', { name: '47 of 100' });
    const figures = within(card)
      .getAllByRole('row')
      .slice(1, -1)
      .map((one) => Number((one.lastElementChild?.textContent ?? '').replace('−', '-')));
    expect(figures.reduce((sum, figure) => sum + figure, 0)).toBe(47);
  });

  it('goes between the tabs by 1 and 2 and keeps the page', async () => {
    await open({}, {}, `/clients/${CLIENT}`);
    await screen.findByRole('region', { name: 'Figures' });
    await userEvent.keyboard('2');
    await tree();
    await userEvent.keyboard('1');
    await screen.findByRole('region', { name: 'Figures' });
    expect(screen.getByRole('tab', { name: 'Digest' }).getAttribute('aria-selected')).toBe('true');
  });

  it('lets the owner, and nobody else, set the tier', async () => {
    const server = await open({ viewer: FAKE_OWNER });
    await tree();
    await userEvent.click(await screen.findByRole('button', { name: /^Tier/ }));
    await userEvent.click(await screen.findByRole('menuitemradio', { name: /^Tier 1/ }));
    await waitFor(() => expect(server.rituals.get(CLIENT)?.tier).toBe('BASIC_RITUAL_ONLY'));
    await screen.findByRole('button', { name: 'Tier: Tier 1' });
  });
});
