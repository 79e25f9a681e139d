import type { Meta, StoryObj } from '@storybook/react-vite';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_OWNER } from '../fakes/fakeFetch.js';
import { FAKE_CLIENTS, FIRST_SYNC_CLIENTS, manyClients } from '../fakes/fakeFirm.js';

const meta = {
  title: 'clients/ClientListPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { clients: FAKE_CLIENTS } },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Clients: Story = {};
export const Owner: Story = { args: { server: { clients: FAKE_CLIENTS, viewer: FAKE_OWNER } } };
export const FirstSync: Story = { args: { server: { clients: FIRST_SYNC_CLIENTS } } };
export const Loading: Story = { args: { server: { hangs: true } } };
export const Empty: Story = { args: { server: { clients: [] } } };
export const EmptyFilter: Story = { args: { address: '/clients?q=zebra&attention&status=GREEN' } };
export const Filtered: Story = { args: { address: '/clients?attention&sort=-CASH,NAME' } };
export const Problem: Story = { args: { server: { problem: 'The database is being moved; back at 09:00.' } } };
export const Many: Story = { args: { server: { clients: manyClients(2000) } } };
