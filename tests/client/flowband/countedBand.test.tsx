import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn, featuresOf, forecastOf } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { fakeFetch, fakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { FAKE_FORECAST_OFF } from '../../../client/fakes/fakeForecast.js';
import { fakeHygiene, fakeRitual } from '../../../client/fakes/fakeReview.js';
import type { FlowbandView, RitualView } from '../../../client/offline/index.js';
import { flowbandOf } from '../../../domain/forecast/flowband.js';
import { inputsOfForecast } from '../../../domain/forecast/inputsOfForecast.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import { emptyDevice } from '../emptyDevice.js';
import { startFakeTime } from '../fakeTime.js';
import { openApp } from '../openApp.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

for (const styles of ['digest/styles.js', 'hygiene/styles.js', 'flowband/styles.js', 'tier/tier.css']) {
  jest.unstable_mockModule(`../../../client/${styles}`, () => ({}));
}
jest.unstable_mockModule('../../../client/forecast/ForecastSection.js', () => ({ ForecastSection: () => null }));

afterEach(cleanup);
beforeEach(startFakeTime);
beforeEach(emptyDevice);

type Forecast = Extract<NonNullable<RitualView['forecast']>, { __typename: 'Forecast' }>;

/** An issue of the joinery rests on the bill that comes after the band's first. */
const RESTS_ON = 'Bill:312';
const hygiene = fakeHygiene();
const issue = hygiene.issues.find(({ state }) => state === 'OPEN')?.id ?? '';

/** The server's band of the same bills and invoices as the forecast; `recurring` as the tier has it. */
function bandOf(forecast: Forecast, recurring: boolean): FlowbandView {
  const unreliable = new Map([[RESTS_ON, [issue]]]);
  return flowbandOf(inputsOfForecast(forecast).inputs, [], unreliable, { recurring }) as unknown as FlowbandView;
}

async function open(
  decisions: readonly KnownDecision[],
  isSmart: boolean,
  part: Partial<RitualView> = {},
): Promise<void> {
  const view = fakeConsole();
  const forecast = forecastOf(view) as Forecast;
  const tier = isSmart ? 'SMART' : 'BASIC_RITUAL_ONLY';
  const whole = fakeRitual(CLIENT, {
    ...{ tier, features: featuresOf(tier), console: view, hygiene: fakeHygiene(hygiene.issues, isSmart) },
    ...{ forecast: isSmart ? forecast : FAKE_FORECAST_OFF, flowband: bandOf(forecast, isSmart) },
    ...part,
  });
  const rituals = new Map([[CLIENT, whole]]);
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals, decisions: decided(...decisions) });
  await openApp(fakeFetch(server), `/clients/${CLIENT}/hygiene`);
  await screen.findByRole('heading', { name: 'Flowband' });
}

const panel = (): HTMLElement => screen.getByRole('region', { name: 'Flowband' });
const rows = (): string[] =>
  within(panel())
    .getAllByRole('row')
    .map((row) => row.textContent ?? '');
const note = (pattern: RegExp): Promise<HTMLElement> => within(panel()).findByText(pattern, { selector: 'p.note' });

/** Of 1,395.00, due before any other. */
const PAYMENT = decisionOn('Bill:310', { state: 'ACCEPTED', settledAt: null });
const PLAN = decisionOn('Bill:313', {
  ...{ kind: 'PLAN', state: 'SUBMITTED', settledAt: null, amount: null, accountId: null, plannedFor: '2026-11-24' },
});

describe.each([
  ['of a tier with a forecast', true],
  ['of a tier without one', false],
])('the Flowband %s', (_, isSmart) => {
  it('counts decisions on their way, says so, and what it is without them', async () => {
    await open([PAYMENT, PLAN], isSmart);
    const line = await note(/^With 2 decisions on their way\./);
    expect(line.textContent).toMatch(/Without them the band begins with 49,862\.31 and ends with /);
    const all = rows();
    expect(all[1]).toMatch(/48,967\.3148,967\.31$/);
    expect(all.some((row) => row.includes('Halden Equipment Leasing'))).toBe(false);
    expect(all.find((row) => row.includes('PE-88120'))).toMatch(/24 Nov.*planned for this day, on its way/);
    expect(within(panel()).getByRole('img').getAttribute('aria-label')).toContain('With 2 decisions on their way.');
  });

  it('says that it begins and ends the same where a decision moves no more than a day', async () => {
    await open([PLAN], isSmart);
    const line = await note(/^With 1 decision on its way\./);
    expect(line.textContent).toContain('Without it the band begins and ends the same. ');
  });

  it('has the numbers that the issues name', async () => {
    await open([PAYMENT], isSmart);
    await note(/^With 1 decision on its way\./);
    const named = rows().find((row) => row.includes('Northgate Hardware'));
    expect(named).toMatch(/^2/);
    expect(document.getElementById('flow-event-2')?.textContent).toContain('Northgate Hardware');
    await userEvent.click(within(panel()).getAllByRole('button', { name: /^Rests on: / })[0] as HTMLElement);
    expect(await screen.findByRole('button', { name: 'Event 2, Northgate Hardware' })).toBeTruthy();
  });

  it('is without them where books and band are not of one reading', async () => {
    const view = fakeConsole({ booksVersion: 4 });
    await open([PAYMENT], isSmart, { console: view });
    const line = await note(/^Without 1 decision on its way\./);
    expect(line.textContent).toContain('not of the same reading of QuickBooks');
    expect(rows()[1]).toMatch(/49,862\.3149,862\.31$/);
  });
});

describe('the Flowband of a tier without a forecast', () => {
  it('is without decisions that its events do not settle', async () => {
    await open([{ ...PLAN, plannedFor: '2027-01-30' }], false);
    const line = await note(/^Without 1 decision on its way\./);
    expect(line.textContent).toContain('do not settle what the band is with them');
  });
});
