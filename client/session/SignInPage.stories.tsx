import type { Meta, StoryObj } from '@storybook/react-vite';
import { userEvent, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';

const meta = {
  title: 'session/SignInPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { viewer: null } },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('heading', { name: 'Sign in' }, { timeout: 5_000 });
  },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Demo: Story = {};
export const NoDemo: Story = { args: { server: { viewer: null, demo: false } } };
export const OutOfReach: Story = { args: { server: { viewer: null, offline: true } } };
export const Refused: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.type(await page.findByLabelText('E-mail', {}, { timeout: 5_000 }), 'daniel@foundrystreet.example');
    await userEvent.type(page.getByLabelText('Password'), 'wrong{Enter}');
    await page.findByText('The e-mail or the password is not right.');
  },
};
