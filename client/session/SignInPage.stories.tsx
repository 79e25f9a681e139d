import type { Meta, StoryObj } from '@storybook/react-vite';
import { FakeApp } from '../fakes/FakeApp.js';

const meta = {
  title: 'session/SignInPage',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: { viewer: null } },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Demo: Story = {};
export const NoDemo: Story = { args: { server: { viewer: null, demo: false } } };
export const OutOfReach: Story = { args: { server: { viewer: null, offline: true } } };
