import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import type { FakeServer } from '../fakes/fakeFetch.js';
import { fakeConsole } from '../fakes/fakeConsole.js';
import { FAKE_CLIENTS, FAKE_NOW } from '../fakes/fakeFirm.js';
import { FAKE_FORECAST_OFF } from '../fakes/fakeForecast.js';
import { FAKE_ISSUES } from '../fakes/fakeIssues.js';
import { fakeHygiene, fakeRitual } from '../fakes/fakeReview.js';
import { settled } from '../fakes/settled.js';
import type { HygieneView, RitualView } from '../offline/index.js';
import { APPLIED, CLIENT, CONFLICTED, decided, decisionOn, featuresOf, forecastOf } from './console.fixture.js';

/** An issue that rests on one of the bills. */
function withMark(): HygieneView {
  const [first] = FAKE_ISSUES;
  if (first === undefined) throw new Error('The fixture has no issues.');
  const [line] = first.lines;
  const lines = line === undefined ? [] : [{ ...line, documentKey: 'Bill:313' }];
  return fakeHygiene([{ ...first, state: 'OPEN', lines }, ...FAKE_ISSUES.slice(1)]);
}

/** By the fakes' own clock: the server's every answer moves its instants to the browser's. */
const minutesAgo = (minutes: number): string => new Date(FAKE_NOW - minutes * 60_000).toISOString();

/** Read shortly before, on whichever day the story is looked at. */
function withConsole(part: Partial<RitualView> = {}, more: Partial<FakeServer> = {}): Partial<FakeServer> {
  const view = fakeConsole();
  const features = featuresOf(part.tier ?? 'SMART');
  const ritual = fakeRitual(CLIENT, {
    ...{ console: view, forecast: forecastOf(view), features, hygiene: withMark() },
    ...part,
  });
  return {
    clients: FAKE_CLIENTS,
    rituals: new Map([[CLIENT, ritual]]),
    decisions: decided(CONFLICTED, APPLIED),
    ...more,
  };
}

const meta = {
  title: 'console/Console',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: withConsole(), address: `/clients/${CLIENT}/console` },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

const bills: Play = async ({ canvasElement }) => {
  await settled(() => within(canvasElement).getByRole('grid', { name: 'Bills' }));
};

/** Takes the focus to the first bill by `j`, once the page listens. */
const entered: Play = async (context) => {
  await bills(context);
  await waitFor(async () => {
    if (document.activeElement?.closest('[data-document]') instanceof HTMLElement === false)
      await userEvent.keyboard('j');
    await expect(document.activeElement).toHaveAttribute('data-document');
  });
};

/** Three payments, a plan and two reminders, by keyboard. */
const selected: Play = async (context) => {
  await entered(context);
  await userEvent.keyboard('jxjxjxjjjd{Escape}jjjjjxjx');
  await within(context.canvasElement).findByRole('region', { name: 'Decisions' });
};

export const Open: Story = { play: bills };
export const Selected: Story = { play: selected };
export const Editing: Story = {
  play: async (context) => {
    await entered(context);
    await userEvent.keyboard('jx{Enter}');
    const amount = await within(context.canvasElement).findByLabelText('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, '9000');
    await within(context.canvasElement).findByText(/more than the open balance/);
  },
};
export const Queued: Story = {
  play: async (context) => {
    await selected(context);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await within(context.canvasElement).findByRole('button', { name: 'Undo' }, { timeout: 20_000 });
  },
};
export const States: Story = {
  args: {
    server: withConsole(
      {},
      {
        decisions: decided(
          CONFLICTED,
          APPLIED,
          decisionOn('Bill:311', { state: 'SUBMITTED', settledAt: null }),
          decisionOn('Bill:312', {
            state: 'ACCEPTED',
            settledAt: null,
            waitingFor: 'The sign-in to QuickBooks has expired.',
          }),
          decisionOn('Bill:313', { state: 'FAILED', note: 'QuickBooks refused it: the period is closed.' }),
          decisionOn('Bill:314', {
            state: 'EXPIRED',
            note: 'It was made on figures older than 7 days. Nothing was sent.',
          }),
          decisionOn('Bill:315', { settledAt: minutesAgo(4) }),
          decisionOn('Invoice:210', { kind: 'SKIP', amount: null, accountId: null, accountName: null }),
        ),
      },
    ),
  },
  play: bills,
};
export const Tier1: Story = {
  args: { server: withConsole({ tier: 'BASIC_RITUAL_ONLY', forecast: FAKE_FORECAST_OFF }) },
  play: selected,
};
export const TooOld: Story = {
  args: {
    server: withConsole(
      { console: fakeConsole({ syncedAt: minutesAgo(8 * 24 * 60) }) },
      {
        decisions: decided(decisionOn('Bill:310', { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' })),
      },
    ),
  },
  play: async (context) => {
    await selected(context);
    await within(context.canvasElement).findByText(/none is queued/);
  },
};
export const NothingOpen: Story = {
  args: {
    server: withConsole({ console: fakeConsole({ bills: [], invoices: [] }) }, { decisions: new Map() }),
  },
  play: async ({ canvasElement }) => {
    await settled(() => within(canvasElement).getByRole('heading', { name: 'Nothing is open' }));
  },
};
export const EmptyFilter: Story = {
  play: async (context) => {
    await bills(context);
    const canvas = within(context.canvasElement);
    await userEvent.click(canvas.getByRole('button', { name: 'Due or late' }));
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Vendor' }), 'Bay Utilities');
    await canvas.findByText(/No open bills due or late of Bay Utilities/);
  },
};
