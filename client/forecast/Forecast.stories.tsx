import type { Meta, StoryObj } from '@storybook/react-vite';
import type { IsoDate } from '../../domain/units.js';
import { cents } from '../../domain/money.js';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import type { FakeServer } from '../fakes/fakeFetch.js';
import { FAKE_FORECAST_OFF, fakeForecast } from '../fakes/fakeForecast.js';
import { fakeRitual } from '../fakes/fakeReview.js';
import { settled } from '../fakes/settled.js';
import type { RitualView } from '../offline/index.js';
import { decided, decisionOn, featuresOf, forecastOf } from '../console/console.fixture.js';
import { fakeConsole } from '../fakes/fakeConsole.js';

const CLIENT = 'larkspur-joinery';

function withForecast(forecast: RitualView['forecast'], part: Partial<RitualView> = {}): Partial<FakeServer> {
  return { clients: FAKE_CLIENTS, rituals: new Map([[CLIENT, fakeRitual(CLIENT, { forecast, ...part })]]) };
}

const meta = {
  title: 'forecast/Next13Weeks',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: withForecast(fakeForecast()), address: `/clients/${CLIENT}` },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

/** The section, scrolled to. */
async function section(canvasElement: HTMLElement): Promise<ReturnType<typeof within>> {
  const found = await settled(() => within(canvasElement).getByRole('region', { name: 'Next 13 weeks' }));
  found.scrollIntoView();
  return within(found);
}

const shown: Play = async ({ canvasElement }) => {
  const room = await section(canvasElement);
  await userEvent.click(room.getByRole('button', { name: 'Both' }));
};

/** A bill's week, by keyboard. */
const opened: Play = async ({ canvasElement }) => {
  const room = await section(canvasElement);
  await userEvent.click(room.getByRole('button', { name: 'Both' }));
  await userEvent.click(room.getByRole('button', { name: 'Open bills' }));
  const cell = canvasElement.querySelector<HTMLElement>('[data-cell]');
  cell?.focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await room.findByRole('group', { name: / to / });
};

const adding: Play = async ({ canvasElement }) => {
  const room = await section(canvasElement);
  await userEvent.click(room.getByRole('button', { name: 'Add an event' }));
  await userEvent.selectOptions(room.getByRole('combobox', { name: 'Repeats' }), 'MONTHLY');
};

export const Both: Story = { play: shown };
export const Chart: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.click((await section(canvasElement)).getByRole('button', { name: 'Chart' }));
  },
};
export const OpenedAmount: Story = { play: opened };
export const AnotherDay: Story = {
  play: async (context) => {
    await opened(context);
    const room = await section(context.canvasElement);
    await userEvent.click(room.getAllByRole('button', { name: /^Another day/ })[0] as HTMLElement);
  },
};
export const Adding: Story = { play: adding };
export const AddingWithAProblem: Story = {
  play: async (context) => {
    await adding(context);
    const room = await section(context.canvasElement);
    await userEvent.click(room.getByRole('button', { name: 'Add to the forecast' }));
    await room.findByRole('alert');
  },
};
export const Ground: Story = {
  play: async ({ canvasElement }) => {
    const room = await section(canvasElement);
    for (const title of ['In view, not in the forecast', 'Recurring', 'Assumptions', 'Track record']) {
      await userEvent.click(room.getByText(title, { selector: 'b' }));
    }
  },
};
export const Changed: Story = {
  args: {
    server: withForecast(
      fakeForecast({
        events: [
          {
            ...{ id: 'b0f3c2a4-6a55-4c1e-9d0e-4a8f0b7f1c11', name: 'Van repair', direction: 'OUT', interval: null },
            ...{ amount: cents(450_000), date: '2026-12-09' as IsoDate, until: null },
          },
        ],
        off: ['Recurring:rent', 'BILL:Northgate Hardware:2026-11-25'],
        moved: [{ key: 'INVOICE:Oat & Iron Coffee:2026-10-12', date: '2026-12-18' as IsoDate }],
      }),
    ),
  },
  play: shown,
};
const ON_THEIR_WAY = decided(
  decisionOn('Bill:311', { state: 'ACCEPTED', settledAt: null }),
  decisionOn('Bill:312', {
    ...{ kind: 'PLAN', state: 'SUBMITTED', settledAt: null, amount: null, accountId: null, plannedFor: '2026-12-18' },
  }),
);
const BOOKS = { console: fakeConsole(), features: featuresOf('SMART') };
export const WithDecisions: Story = {
  args: { server: { ...withForecast(forecastOf(fakeConsole()), BOOKS), decisions: ON_THEIR_WAY } },
  play: async (context) => {
    await shown(context);
    await (await section(context.canvasElement)).findByText(/^With 2 decisions on their way/);
  },
};
export const WithoutDecisions: Story = {
  args: {
    server: {
      ...withForecast(forecastOf(fakeConsole()), { ...BOOKS, console: fakeConsole({ booksVersion: 4 }) }),
      decisions: ON_THEIR_WAY,
    },
  },
  play: async (context) => {
    await shown(context);
    await (await section(context.canvasElement)).findByText(/^Without 2 decisions on their way/);
  },
};
export const Done: Story = {
  play: async ({ canvasElement }) => {
    const room = await section(canvasElement);
    await userEvent.click(room.getByText('Recurring', { selector: 'b' }));
    await userEvent.click(room.getByRole('switch', { name: 'In the forecast: Payroll' }));
    await within(canvasElement).findByRole('button', { name: 'Undo' });
    await room.findByRole('button', { name: 'Take in again: Payroll' });
  },
};
export const NothingAhead: Story = {
  args: {
    server: withForecast({
      ...fakeForecast(undefined, { items: [], inView: [], series: [], payers: [], usualDelay: null, assumptions: [] }),
      trackRecord: { entries: [] },
    }),
  },
  play: shown,
};
export const Tier1: Story = {
  args: { server: withForecast(FAKE_FORECAST_OFF, { tier: 'BASIC_RITUAL_ONLY' }) },
  play: async ({ canvasElement }) => {
    await (await section(canvasElement)).findByText('Not in this client’s tier');
  },
};
export const NoGround: Story = {
  args: {
    server: withForecast({
      __typename: 'Refusal',
      code: 'NO_DATA',
      message: 'No account of these books is counted as cash.',
    }),
  },
  play: async ({ canvasElement }) => {
    await (await section(canvasElement)).findByText(/^No account/);
  },
};
