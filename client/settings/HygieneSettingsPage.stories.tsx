import type { Meta, StoryObj } from '@storybook/react-vite';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_OWNER } from '../fakes/fakeFetch.js';

const meta = {
  title: 'settings/HygieneSettingsPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { viewer: FAKE_OWNER, settings: new Map([['undepositedDays', 10]]) }, address: '/settings/hygiene' },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

const table: NonNullable<Story['play']> = async ({ canvasElement }) => {
  await within(canvasElement).findAllByRole('table', {}, { timeout: 8_000 });
};

export const Owner: Story = { play: table };
export const Advisor: Story = { args: { server: {} }, play: table };
export const Refused: Story = {
  play: async (context) => {
    await table(context);
    const field = await within(context.canvasElement).findByRole('textbox', { name: /^Overdue bills, days/ });
    await userEvent.clear(field);
    await userEvent.type(field, '9000{Enter}');
    await within(context.canvasElement).findByRole('alert');
  },
};
export const Offline: Story = { args: { server: { viewer: FAKE_OWNER, offline: true } } };
