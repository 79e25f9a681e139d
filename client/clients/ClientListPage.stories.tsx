import type { Meta, StoryObj } from '@storybook/react-vite';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_OWNER } from '../fakes/fakeFetch.js';
import { FAKE_CLIENTS, FIRST_SYNC_CLIENTS, manyClients } from '../fakes/fakeFirm.js';
import { fakeRitual } from '../fakes/fakeReview.js';
import { fakeTray } from '../fakes/fakeTray.js';
import { rememberReviewed } from '../rituals/lastReviewed.js';

const meta = {
  title: 'clients/ClientListPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { clients: FAKE_CLIENTS } },
  // What a story before opened or marked is not this one's.
  beforeEach: () => {
    sessionStorage.removeItem('runway-steady-open');
    rememberReviewed(null);
  },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

/** axe reads a story when its play has ended: the page must be there by then. */
const heading =
  (name: RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await within(canvasElement).findByRole('heading', { level: 1, name }, { timeout: 5_000 });
  };
const listed = heading(/^Data shows/);

/** The Monday queue, its steady folded into one line, once that says what of them waits. */
export const Clients: Story = {
  args: { server: { clients: FAKE_CLIENTS, decisions: fakeTray() } },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('button', { name: /^Mark all 3 reviewed/ });
  },
};
export const SteadyOpened: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: '3 steady', expanded: false }));
    await within(canvasElement).findByRole('row', { name: /Northlight/ });
  },
};
export const AllReviewed: Story = {
  args: { server: { clients: FAKE_CLIENTS, rituals: new Map(FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id)])) } },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: /^Mark all 3 reviewed/ }));
    await within(canvasElement).findByText('3 reviewed');
  },
};
export const Owner: Story = { args: { server: { clients: FAKE_CLIENTS, viewer: FAKE_OWNER } }, play: listed };
export const FirstSync: Story = { args: { server: { clients: FIRST_SYNC_CLIENTS } }, play: listed };
export const Loading: Story = { args: { server: { hangs: true } }, play: heading(/^Clients/) };
export const Empty: Story = { args: { server: { clients: [] } }, play: heading(/^No clients/) };
export const EmptyFilter: Story = { args: { address: '/clients?q=zebra&attention&status=GREEN' }, play: listed };
export const Filtered: Story = { args: { address: '/clients?attention&sort=-CASH,NAME' }, play: listed };
export const Problem: Story = {
  args: { server: { problem: 'The database is being moved; back at 09:00.' } },
  play: heading(/did not load/),
};
export const Many: Story = { args: { server: { clients: manyClients(2000) } }, play: listed };
