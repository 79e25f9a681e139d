import type { Meta, StoryObj } from '@storybook/react-vite';
import { within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import { fakeRitual } from '../fakes/fakeReview.js';

const meta = {
  title: 'takeAlong/DevicePage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: {
    address: '/device',
    server: { clients: FAKE_CLIENTS, rituals: new Map(FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id)])) },
  },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

export const OnThisDevice: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await page.findByRole('heading', { name: 'On this device' }, { timeout: 10_000 });
    await page.findAllByText('fresh', {}, { timeout: 10_000 });
  },
};
