import type { Meta, StoryObj } from '@storybook/react-vite';
import { within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import { fakeRitual } from '../fakes/fakeReview.js';
import { fakeTray } from '../fakes/fakeTray.js';
import { settled } from '../fakes/settled.js';

const meta = {
  title: 'tray/Tray',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: {
    address: '/tray',
    server: {
      clients: FAKE_CLIENTS,
      decisions: fakeTray(),
      rituals: new Map([['larkspur-joinery', fakeRitual('larkspur-joinery')]]),
    },
  },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The sheet is beside the story, at the end of the page. */
const page = within(document.body);

export const EveryState: Story = {
  play: async () => {
    await page.findAllByText('L-0931', {}, { timeout: 10_000 });
    await settled(() => page.getByRole('dialog', { name: 'Decision tray' }));
  },
};
export const NothingDecided: Story = {
  args: { server: { clients: FAKE_CLIENTS } },
  play: async () => {
    await settled(() => page.getByRole('heading', { name: 'Nothing decided yet' }));
  },
};
