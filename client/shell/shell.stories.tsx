import type { Meta, StoryObj } from '@storybook/react-vite';
import { within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import { BrokenPage } from './BrokenPage.js';
import { KeysOverlay } from './KeysOverlay.js';

const meta = {
  title: 'shell',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { clients: FAKE_CLIENTS } },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

export const NoPage: Story = {
  args: { address: '/larkspur' },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('heading', { name: 'No page at this address' }, { timeout: 5_000 });
  },
};
export const Keys: Story = { render: () => <KeysOverlay onClose={() => undefined} /> };
export const Broken: Story = {
  render: () => (
    <main>
      <BrokenPage
        error={new Error('A figure had no unit.')}
        at={Date.parse('2026-11-21T15:09:00Z')}
        onRetry={() => undefined}
      />
    </main>
  ),
};
