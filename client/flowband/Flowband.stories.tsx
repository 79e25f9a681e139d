import type { Meta, StoryObj } from '@storybook/react-vite';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { decided, decisionOn } from '../console/console.fixture.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import type { FakeServer } from '../fakes/fakeFetch.js';
import { fakeFlowband, fakeHygiene, fakeRitual } from '../fakes/fakeReview.js';
import { settled } from '../fakes/settled.js';
import type { FlowbandView, RitualView } from '../offline/index.js';

const CLIENT = 'larkspur-joinery';

function withBand(flowband: Partial<FlowbandView>, part: Partial<RitualView> = {}): Partial<FakeServer> {
  const band = { ...fakeFlowband(), ...flowband };
  return { clients: FAKE_CLIENTS, rituals: new Map([[CLIENT, fakeRitual(CLIENT, { flowband: band, ...part })]]) };
}

const meta = {
  title: 'flowband/Flowband',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: withBand({}), address: `/clients/${CLIENT}/hygiene` },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

const band: Play = async ({ canvasElement }) => {
  await settled(() => within(canvasElement).getByRole('heading', { name: 'Flowband' }));
};

const shown =
  (name: string): Play =>
  async ({ canvasElement }) => {
    await userEvent.click(await settled(() => within(canvasElement).getByRole('button', { name })));
  };

const { events, inView } = fakeFlowband();
const [late] = inView;

export const Both: Story = { play: shown('Both') };
export const Chart: Story = { play: shown('Chart') };
export const List: Story = { play: shown('List') };
export const AlongTheEvents: Story = {
  play: async (context) => {
    await shown('Both')(context);
    (await within(context.canvasElement).findByRole('img')).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  },
};
export const BelowZero: Story = {
  args: {
    server: withBand({
      opening: 1_200_000,
      events: events.map((event) => ({
        ...event,
        ifPaid: (event.ifPaid ?? 0) - 3_459_756,
        ifNot: (event.ifNot ?? 0) - 3_459_756,
      })),
    }),
  },
  play: shown('Both'),
};
export const OneDay: Story = {
  args: { server: withBand({ events: events.map((event) => ({ ...event, date: '2026-11-23' })) }) },
  play: shown('Both'),
};
export const FewEvents: Story = { args: { server: withBand({ events: events.slice(0, 2) }) }, play: shown('Both') };
export const SeveralInView: Story = {
  args: {
    server: withBand({
      inView: late === undefined ? [] : [late, { ...late, key: 'second', name: 'Juniper Street Bakery' }],
      inViewTotal: 240_920,
    }),
  },
  play: shown('List'),
};
export const NoEvents: Story = {
  args: { server: withBand({ events: [], inView: [], inViewTotal: 0 }) },
  play: band,
};
export const Tier1: Story = {
  args: {
    server: withBand(
      {
        recurring: false,
        notes: ['Not in the band: recurring payments and receipts, everyday ones, and business not in the books yet.'],
      },
      { tier: 'BASIC_RITUAL_ONLY', hygiene: fakeHygiene(undefined, false) },
    ),
  },
  play: shown('Both'),
};
/** The events in the books alone, with keys that decisions name. */
const listed = events
  .slice(0, 3)
  .map((event, place) => ({ ...event, key: `Bill:${310 + place}`, documentKey: `Bill:${310 + place}` }));
export const WithDecisions: Story = {
  args: {
    server: {
      ...withBand(
        { recurring: false, events: listed, inView: [], inViewTotal: 0 },
        { tier: 'BASIC_RITUAL_ONLY', hygiene: fakeHygiene(undefined, false) },
      ),
      decisions: decided(
        decisionOn('Bill:311', { state: 'ACCEPTED', settledAt: null }),
        decisionOn('Bill:312', {
          ...{ kind: 'PLAN', state: 'SUBMITTED', settledAt: null, amount: null, accountId: null },
          plannedFor: '2026-12-18',
        }),
      ),
    },
  },
  play: async (context) => {
    await shown('Both')(context);
    await within(context.canvasElement).findByText(/^With 2 decisions on their way/);
  },
};
export const NoBalance: Story = {
  args: {
    server: withBand({ opening: null, events: events.map((event) => ({ ...event, ifPaid: null, ifNot: null })) }),
  },
  play: band,
};
