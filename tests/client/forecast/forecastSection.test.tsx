import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { decided, decisionOn } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_FORECAST_OFF, fakeForecast } from '../../../client/fakes/fakeForecast.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { standingOf } from '../../../client/forecast/itemStanding.js';
import { refreshDevice, type RitualView } from '../../../client/offline/index.js';
import type { AddedEvent } from '../../../domain/forecast/addedEvents.js';
import type { ForecastInputs, ForecastItem } from '../../../domain/forecast/forecastInputs.js';
import { forecastCsv } from '../../../domain/forecast/forecastTable.js';
import { cents } from '../../../domain/money.js';
import type { IsoDate } from '../../../domain/units.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { item } from '../../domain/forecast/inputs.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

// Styles are for a bundler; the drawing of past weeks is tested by itself.
for (const styles of ['digest/styles.js', 'hygiene/styles.js', 'forecast/styles.js', 'tier/tier.css']) {
  jest.unstable_mockModule(`../../../client/${styles}`, () => ({}));
}
jest.unstable_mockModule('../../../client/digest/HistoryChart.js', () => ({ HistoryChart: () => null }));
const saved = jest.fn<(name: string, type: string, text: string) => void>();
jest.unstable_mockModule('../../../client/ui/download.js', () => ({ downloadText: saved }));

const CLIENT = 'larkspur-joinery';

const EVENT: AddedEvent = {
  id: 'b0f3c2a4-6a55-4c1e-9d0e-4a8f0b7f1c11',
  name: 'Loan',
  direction: 'OUT',
  amount: cents(600_000),
  date: '2026-12-01' as IsoDate,
  interval: 'MONTHLY',
  until: null,
};

afterEach(cleanup);
beforeEach(emptyDevice);

const OFF_BILL = 'Bill:1';
const MOVED = { key: 'Bill:2', date: '2026-12-15' as IsoDate };

/** Two bills with a credit each and a credit over both; two overdue invoices, one with a payment set against it. */
function creditedBooks(): Partial<ForecastInputs> {
  const one = (key: string, date: string, amount: number, more: Partial<ForecastItem>): ForecastItem =>
    item(key, date, amount, { name: 'Amber Mill', ...more });
  const late = { kind: 'INVOICE', direction: 'IN' } as const;
  return {
    items: [
      one('Bill:1', '2026-11-25', 500_000, { number: 'B-1' }),
      one('VendorCredit:1', '2026-11-25', 100_000, { number: 'VC-1', against: 'Bill:1' }),
      one('Bill:2', '2026-11-27', 300_000, { number: 'B-2' }),
      one('VendorCredit:2', '2026-11-27', 50_000, { number: 'VC-2', against: 'Bill:2' }),
      one('Bill:3', '2026-12-02', 10_000, { number: 'B-3' }),
      one('VendorCredit:3', '2026-12-02', 10_000, { number: 'VC-3', against: 'Bill:3' }),
      one('Bill:4', '2026-12-03', 20_000, { number: 'B-4' }),
      one('VendorCredit:3/2', '2026-12-03', 5_000, { number: 'VC-3', against: 'Bill:4' }),
    ],
    inView: [
      one('Invoice:7', '2026-11-23', 700_000, { ...late, number: '7' }),
      one('Invoice:8', '2026-11-23', 500_000, { ...late, number: '8' }),
      one('Payment:9', '2026-11-23', 100_000, {
        ...{ kind: 'CREDIT', direction: 'OUT', number: 'P-1', against: 'Invoice:7' },
      }),
    ],
  };
}

async function open(
  ritual: Partial<RitualView> = { forecast: fakeForecast() },
  part: Partial<FakeServer> = {},
): Promise<FakeServer> {
  const rituals = new Map([[CLIENT, fakeRitual(CLIENT, ritual)]]);
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals, ...part });
  await openApp(fakeFetch(server), `/clients/${CLIENT}`);
  await screen.findByRole('heading', { name: 'Next 13 weeks' });
  return server;
}

const section = (): HTMLElement => screen.getByRole('region', { name: 'Next 13 weeks' });
const lowPoint = (): string => section().querySelector('.fcfigure b')?.textContent ?? '';
const tableRow = (name: RegExp): HTMLElement => {
  const found = within(section())
    .getAllByRole('row')
    .find((row) => name.test(row.querySelector('th')?.textContent ?? ''));
  if (found === undefined) throw new Error(`No row is called ${String(name)}.`);
  return found;
};
const said = (): string => screen.getAllByRole('status').at(-1)?.textContent ?? '';

describe('the 13 weeks', () => {
  it('show opening, groups, sums and closing of each week, and the marks in words', async () => {
    await open();
    const forecast = fakeForecast();
    expect(tableRow(/^Opening/).textContent).toContain('46,597.56');
    expect(within(tableRow(/^Closing$/)).getAllByRole('cell')).toHaveLength(14);
    const heads = within(section()).getAllByRole('columnheader');
    expect(heads.filter((head) => /low point/.test(head.textContent ?? ''))).toHaveLength(1);
    expect(heads.filter((head) => /below zero/.test(head.textContent ?? ''))).toHaveLength(
      forecast.firstWeekBelowZero === null ? 0 : 1,
    );
    expect(within(section()).getByRole('img').getAttribute('aria-label')).toMatch(/^Data shows a low point of/);
  });

  it('say how many decisions on their way are not in them, with the way to where they are weighed', async () => {
    const decisions = decided(
      decisionOn('Bill:311', { state: 'ACCEPTED' }),
      decisionOn('Bill:312', { kind: 'PLAN', plannedFor: '2026-12-18', state: 'SUBMITTED' }),
      decisionOn('Invoice:201', { kind: 'SKIP', state: 'APPLIED' }),
    );
    await open({ forecast: fakeForecast(), console: fakeConsole() }, { decisions });
    const note = await within(section()).findByText(/^Without 2 decisions on their way\./);
    const link = within(note).getByRole('link', { name: 'The console' });
    expect(link.getAttribute('href')).toBe(`/clients/${CLIENT}/console`);
  });

  it('say nothing of decisions where none is on its way', async () => {
    const decisions = decided(decisionOn('Bill:310', { state: 'CONFLICTED' }));
    await open({ forecast: fakeForecast(), console: fakeConsole() }, { decisions });
    expect(within(section()).queryByText(/on (its|their) way/)).toBeNull();
  });

  it('open an amount to its items by keyboard, and close it by Escape with the focus back', async () => {
    await open();
    const cells = within(tableRow(/^Open bills/)).getAllByRole('button', { expanded: false });
    const cell = cells.find((one) => one.dataset['cell'] !== undefined) as HTMLElement;
    act(() => cell.focus());
    await userEvent.keyboard('{Enter}');
    const panel = within(section()).getByRole('group', { name: /^Open bills, / });
    expect(panel.textContent).toContain('Cascade Hardwoods B-20418');
    expect(panel.textContent).toContain('Due 24 Nov.');
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).not.toBe(cell);
    await userEvent.keyboard('{Escape}');
    expect(within(section()).queryByRole('group', { name: /^Open bills, / })).toBeNull();
  });

  it('say in words what has no single items', async () => {
    await open();
    await userEvent.click(within(tableRow(/^Everyday spending/)).getAllByRole('button')[1] as HTMLElement);
    expect(within(section()).getByRole('group', { name: /^Everyday spending, / }).textContent).toContain(
      'It has no single items.',
    );
  });

  it('take an event added with an id of its own, say what it did, and take it back', async () => {
    const server = await open();
    const before = lowPoint();
    await userEvent.click(screen.getByRole('button', { name: 'Add an event' }));
    await userEvent.keyboard('Van repair');
    await userEvent.type(screen.getByRole('textbox', { name: /^Amount/ }), '40,000.5');
    await userEvent.click(screen.getByRole('button', { name: 'Add to the forecast' }));
    await waitFor(() => expect(lowPoint()).not.toBe(before));
    await waitFor(() => expect(said()).toMatch(/^Van repair added to the forecast\. Low point now .* Undo with u\./));
    const [added] = (server.rituals.get(CLIENT)?.forecast as ReturnType<typeof fakeForecast>).added;
    expect(added).toMatchObject({ name: 'Van repair', amount: 4_000_050, direction: 'OUT' });
    expect(added?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    // The form is gone: the focus is where it was opened.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add an event' })));
    act(() => (document.activeElement as HTMLElement | null)?.blur());
    await userEvent.keyboard('u');
    await waitFor(() => expect(lowPoint()).toBe(before));
    await waitFor(() => expect(said()).toContain('Van repair taken out of the forecast.'));
  });

  it('say where an undo was asked for why it was not done', async () => {
    const begun = { ...EVENT, date: '2026-06-01' as IsoDate };
    await open({ forecast: fakeForecast({ events: [begun], off: [], moved: [] }) });
    await userEvent.click(screen.getByRole('button', { name: 'Remove: Loan' }));
    const toast = await screen.findByRole('group', { name: 'Last change' });
    // This server has forgotten the event: it takes it for a new one, which cannot have begun.
    await userEvent.click(within(toast).getByRole('button', { name: 'Undo' }));
    const sentence = 'The day lies after the as-of date and within ten years.';
    await waitFor(() => expect(screen.getByRole('group', { name: 'Last change' }).textContent).toContain(sentence));
    expect(
      within(screen.getByRole('group', { name: 'Last change' })).queryByRole('button', { name: 'Undo' }),
    ).toBeNull();
  });

  it('offer an undo again that did not reach the server', async () => {
    const server = await open({ forecast: fakeForecast({ events: [EVENT], off: [], moved: [] }) });
    await userEvent.click(screen.getByRole('button', { name: 'Remove: Loan' }));
    const toast = await screen.findByRole('group', { name: 'Last change' });
    server.offline = true;
    await userEvent.click(within(toast).getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Last change' }).textContent).toContain('Nothing was changed.'),
    );
    const again = screen.getByRole('group', { name: 'Last change' });
    expect(within(again).getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  it('say of a credit that it is left out or moved with its bill, where alone that is taken back', async () => {
    await open({ forecast: fakeForecast({ events: [], off: [OFF_BILL], moved: [MOVED] }, creditedBooks()) });
    const row = (name: string): HTMLElement => {
      const found = within(section()).getByText(name, { selector: '.fi-name *' }).closest('li');
      if (found === null) throw new Error(`No row is called ${name}.`);
      return found;
    };
    expect(row('VC-1').textContent).toContain('Left out with bill B-1.');
    expect(within(row('VC-1')).queryByRole('button')).toBeNull();
    expect(within(row('B-1')).getByRole('button', { name: /^Take in again/ })).toBeTruthy();
    expect(row('VC-2').textContent).toContain('moved with bill B-2 from 27 Nov');
    expect(within(row('VC-2')).queryByRole('button', { name: /day/ })).toBeNull();
    expect(within(row('B-2')).getByRole('button', { name: /^Own day again/ })).toBeTruthy();
  });

  it('take in a credit of several parts as the whole that was left out', () => {
    const parts = creditedBooks();
    const made = fakeForecast({ events: [], off: ['VendorCredit:3'], moved: [] }, parts);
    const keys = made.items.flatMap((one) => (one.off ? [[one.key, standingOf(one, made).switchKey]] : []));
    expect(keys).toEqual([
      ['VendorCredit:3', 'VendorCredit:3'],
      ['VendorCredit:3/2', 'VendorCredit:3'],
    ]);
  });

  it('sum and count what is in view without what is left out, and less what is credited', async () => {
    await open({ forecast: fakeForecast({ events: [], off: ['Invoice:8'], moved: [] }, creditedBooks()) });
    const summary = within(section()).getByText('In view, not in the forecast').closest('summary');
    expect(summary?.textContent).toContain('1 invoice overdue beyond the usual delay, 6,000.00, 1 left out');
    const details = summary?.closest('details') as HTMLElement;
    expect(details.querySelector('.fcitemshead')?.textContent).toContain('6,000.00');
    const left = [...details.querySelectorAll('li.fcitem.leftout')].map((one) => one.textContent);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain('Left out of the forecast.');
    const credit = within(details).getByText('P-1').closest('li') as HTMLElement;
    expect(credit.textContent).toContain('1,000.00');
    expect(within(credit).queryByRole('button', { name: /^Give it a day/ })).toBeNull();
  });

  it('say in place what an event lacks, and ask for nothing', async () => {
    const server = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Add an event' }));
    await userEvent.keyboard('Van repair{Enter}');
    expect(screen.getByRole('alert').textContent).toBe('Enter an amount, such as 1,200.00.');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Amount/ }));
    expect(server.asked).not.toContain('AddForecastEvent');
  });

  it('leave a series out, and list an item that is expected on another day', async () => {
    await open();
    const before = lowPoint();
    await userEvent.click(screen.getByText('Recurring', { selector: 'b' }));
    await userEvent.click(screen.getByRole('switch', { name: 'In the forecast: Payroll' }));
    await waitFor(() => expect(lowPoint()).not.toBe(before));
    expect(screen.getByRole('switch', { name: 'In the forecast: Payroll' }).getAttribute('aria-checked')).toBe('false');
    await userEvent.click(screen.getByText('In view, not in the forecast'));
    await userEvent.click(screen.getByRole('button', { name: 'Give it a day: Oat & Iron Coffee 1029' }));
    await userEvent.click(screen.getByRole('button', { name: 'Expect it then' }));
    await screen.findByRole('button', { name: 'Own day again: Oat & Iron Coffee 1029' });
    await userEvent.click(screen.getByRole('button', { name: 'Own day again: Oat & Iron Coffee 1029' }));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Own day again: Oat & Iron Coffee 1029' })).toBeNull(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Take in again: Payroll' }));
    await waitFor(() => expect(screen.queryByText('Changed by advisors')).toBeNull());
  });

  it('save exactly the table as CSV, with what is unfolded', async () => {
    await open();
    // The name is the list's, which may come after the forecast.
    await screen.findByRole('heading', { level: 1, name: 'Larkspur Joinery' });
    const forecast = fakeForecast() as never;
    const context = {
      client: 'Larkspur Joinery',
      lines: [{ label: 'In view, not in the forecast: Oat & Iron Coffee 1029', amount: cents(120_460) }],
    };
    const none: ReadonlySet<string> = new Set();
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }));
    expect(saved).toHaveBeenLastCalledWith(
      'larkspur-joinery-13-weeks-2026-11-22.csv',
      'text/csv;charset=utf-8',
      forecastCsv(forecast, none, context),
    );
    await userEvent.click(within(tableRow(/^Open bills/)).getByRole('button', { name: 'Open bills' }));
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }));
    expect(saved.mock.calls.at(-1)?.[2]).toBe(forecastCsv(forecast, new Set(['OUT BILLS']), context));
    expect(tableRow(/^Northgate Hardware 7731/).textContent).toContain('2,914.75');
  });

  it('print what advisors changed and what is in view, whatever is folded away, and save it', async () => {
    const changed = {
      events: [EVENT],
      off: ['Recurring:payroll', 'BILL:Northgate Hardware:2026-11-25'],
      moved: [{ key: 'BILL:Cascade Hardwoods:2026-11-24', date: '2026-12-18' as IsoDate }],
    };
    await open({ forecast: fakeForecast(changed) });
    const printed = [...section().querySelectorAll('details.printed summary b')].map((title) => title.textContent);
    expect(printed).toEqual(['Changed by advisors', 'In view, not in the forecast', 'Assumptions']);
    await userEvent.click(screen.getByRole('button', { name: 'Download as CSV' }));
    const lines = saved.mock.calls
      .at(-1)?.[2]
      .split('\r\n')
      .filter((line) => /^"?(Changed|In view)/.test(line));
    const empty = ','.repeat(14);
    expect(lines).toEqual([
      `"Changed by advisors: Loan, out, every month from 2026-12-01, added by Daniel Reyes"${empty}6000.00`,
      `"Changed by advisors: Payroll, every two weeks, left out"${empty}9840.00`,
      `"Changed by advisors: Northgate Hardware 7731, left out"${empty}2914.75`,
      `"Changed by advisors: Cascade Hardwoods B-20418, moved from 2026-11-24 to 2026-12-18"${empty}4286.40`,
      `"In view, not in the forecast: Oat & Iron Coffee 1029"${empty}1204.60`,
    ]);
  });

  it('tell the track record in words, beside carrying the burn forward', async () => {
    await open();
    await userEvent.click(screen.getByText('Track record'));
    expect(section().textContent).toContain('Forecast of 23 Aug for 13 weeks later: 51,200.00; data shows 46,597.56.');
    expect(section().textContent).toContain('Made from the books as they are known now');
  });

  it('stay readable without a connection, and change nothing', async () => {
    const server = await open();
    server.offline = true;
    await act(() => refreshDevice());
    const before = server.asked.length;
    await userEvent.click(screen.getByText('Recurring', { selector: 'b' }));
    await waitFor(() => expect(within(section()).getAllByText('when online').length).toBeGreaterThan(0));
    await userEvent.click(screen.getByRole('switch', { name: 'In the forecast: Payroll' }));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'The forecast is changed when online. Nothing was changed.',
    );
    expect(server.asked.slice(before)).not.toContain('SwitchForecastItem');
  });

  it('say what they would show where the tier has none', async () => {
    await open({ tier: 'BASIC_RITUAL_ONLY', forecast: FAKE_FORECAST_OFF });
    expect(section().textContent).toContain('Not in this client’s tier');
    expect(within(section()).queryByRole('button')).toBeNull();
  });

  it('say why there is none where the books have no ground for one', async () => {
    const message = 'No bank account is counted as cash.';
    await open({ forecast: { __typename: 'Refusal', code: 'NO_DATA', message } });
    expect(section().textContent).toContain(message);
    expect(section().textContent).not.toContain('tier');
  });
});
