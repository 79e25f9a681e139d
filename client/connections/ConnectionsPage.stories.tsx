import type { Meta, StoryObj } from '@storybook/react-vite';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS, FIRST_SYNC_CLIENTS } from '../fakes/fakeFirm.js';

const meta = {
  title: 'connections/ConnectionsPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { clients: FAKE_CLIENTS }, address: '/connections' },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

const PAUSED = FAKE_CLIENTS.map((client, index) =>
  index === 0 ? { ...client, sync: { ...client.sync, paused: true } } : client,
);

const heading =
  (name: RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await within(canvasElement).findByRole('heading', { level: 1, name }, { timeout: 8_000 });
  };

/** Opens a company's line once it is there. */
const opened =
  (name: RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const line = await within(canvasElement).findByRole('button', { name, expanded: false }, { timeout: 8_000 });
    await userEvent.click(line);
    await within(canvasElement).findByRole('table', {}, { timeout: 8_000 });
  };

export const Connections: Story = { play: heading(/^Data shows/) };
export const Opened: Story = { play: opened(/^Atlas Court/) };
export const OpenedFailing: Story = { play: opened(/^Thornbury/) };
export const OpenedExpired: Story = { play: opened(/^Tamarack/) };
export const Paused: Story = { args: { server: { clients: PAUSED } }, play: opened(/^Cobalt/) };
export const FirstSync: Story = { args: { server: { clients: FIRST_SYNC_CLIENTS } }, play: heading(/^Data shows/) };
export const UsedUp: Story = {
  args: { server: { clients: FAKE_CLIENTS, usedUp: true } },
  play: heading(/^Data shows/),
};
export const Loading: Story = { args: { server: { hangs: true } }, play: heading(/^Connections/) };
export const Empty: Story = { args: { server: { clients: [] } }, play: heading(/^No connections/) };
export const Problem: Story = {
  args: { server: { problem: 'The server is being repaired.' } },
  play: heading(/did not load/),
};
export const Offline: Story = { args: { server: { offline: true } } };
export const Refused: Story = {
  args: { server: { clients: FAKE_CLIENTS, refusing: 'Reading of this company is paused. Resume it first.' } },
  play: async ({ canvasElement }) => {
    const button = await within(canvasElement).findByRole('button', { name: /Sync now Atlas/ }, { timeout: 8_000 });
    await userEvent.click(button);
    await within(canvasElement).findByRole('alert');
  },
};
export const Disconnecting: Story = {
  play: async (context) => {
    await opened(/^Atlas Court/)(context);
    await userEvent.click(within(context.canvasElement).getByRole('button', { name: 'Disconnect' }));
    await within(document.body).findByRole('dialog');
  },
};
