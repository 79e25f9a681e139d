import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { FakeApp } from '../fakes/FakeApp.js';
import { FAKE_OWNER, type FakeServer } from '../fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';
import { FAKE_ISSUES } from '../fakes/fakeIssues.js';
import { fakeHygiene, fakeRitual } from '../fakes/fakeReview.js';
import type { RitualView } from '../offline/index.js';

const CLIENT = 'larkspur-joinery';

function withReview(part: Partial<RitualView> = {}, more: Partial<FakeServer> = {}): Partial<FakeServer> {
  return { clients: FAKE_CLIENTS, rituals: new Map([[CLIENT, fakeRitual(CLIENT, part)]]), ...more };
}

const meta = {
  title: 'hygiene/HygieneTab',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: { server: withReview(), address: `/clients/${CLIENT}/hygiene` },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

const SETTLED_MS = 400;

/** The device of the story before closes while this one opens: what stays on the page is the story's. */
function settled(find: () => HTMLElement): Promise<void> {
  return waitFor(
    async () => {
      const found = find();
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      await expect(found.isConnected).toBe(true);
    },
    { timeout: 8_000 },
  );
}

const tree: Play = ({ canvasElement }) => settled(() => within(canvasElement).getByRole('treegrid'));

/** Takes the focus to the first row by `j`, once the page listens. */
const firstRow = (): Promise<void> =>
  waitFor(
    async () => {
      if (document.activeElement?.closest('[data-row]') === null) await userEvent.keyboard('j');
      await expect(document.activeElement).toHaveAttribute('data-row');
    },
    { timeout: 8_000 },
  );

/** Opens the first rule by keyboard. */
const opened: Play = async (context) => {
  await tree(context);
  await firstRow();
  await userEvent.keyboard('{Enter}');
  await within(context.canvasElement).findAllByRole('row', { expanded: true });
};

const selected: Play = async (context) => {
  await opened(context);
  await userEvent.keyboard('x');
  await within(context.canvasElement).findByRole('region', { name: 'Selected issues' });
};

const heading =
  (name: RegExp): Play =>
  ({ canvasElement }) =>
    settled(() => within(canvasElement).getByRole('heading', { name }));

const pressed =
  (name: RegExp): Play =>
  async (context) => {
    await tree(context);
    await userEvent.click(within(context.canvasElement).getByRole('button', { name }));
  };

export const Open: Story = { play: tree };
export const Expanded: Story = { play: opened };
export const Selected: Story = { play: selected };
export const Tier1: Story = {
  args: { server: withReview({ tier: 'BASIC_RITUAL_ONLY', hygiene: fakeHygiene([...FAKE_ISSUES], false) }) },
  play: opened,
};
export const Snoozed: Story = { play: pressed(/^Snoozed/) };
export const Dismissed: Story = { play: pressed(/^Dismissed/) };
export const Settled: Story = { play: pressed(/^Settled/) };
export const Score: Story = {
  play: async (context) => {
    await pressed(/of 100/)(context);
    await within(document.body).findByRole('dialog');
  },
};
export const Dismissing: Story = {
  play: async (context) => {
    await selected(context);
    await userEvent.keyboard('d');
    await userEvent.click(
      within(await within(document.body).findByRole('dialog')).getByRole('button', { name: /^Dismiss/ }),
    );
    await within(document.body).findByRole('alert');
  },
};
export const SnoozingUntil: Story = {
  play: async (context) => {
    await selected(context);
    await userEvent.keyboard('{Shift>}S{/Shift}');
    await within(document.body).findByRole('dialog');
  },
};
export const Done: Story = {
  play: async (context) => {
    await selected(context);
    await userEvent.keyboard('s');
    await within(context.canvasElement).findByRole('button', { name: 'Undo' });
  },
};
export const PartlyRefused: Story = {
  args: { server: withReview({}, { settled: new Set(['u1040']) }) },
  play: async (context) => {
    await tree(context);
    await firstRow();
    await userEvent.keyboard('j{Enter}s');
    await within(context.canvasElement).findByText(/Left as before/, {}, { timeout: 5_000 });
  },
};
export const NothingOpen: Story = {
  args: { server: withReview({ hygiene: fakeHygiene(FAKE_ISSUES.filter(({ state }) => state !== 'OPEN')) }) },
  play: heading(/^Data shows no open issues/),
};
export const NoIssues: Story = {
  args: { server: withReview({ hygiene: fakeHygiene([]) }) },
  play: heading(/^Data shows no open issues/),
};
export const NotReadYet: Story = { args: { server: withReview({ hygiene: null }) }, play: heading(/^No issues known/) };
export const BeforeTheFirstSync: Story = {
  args: { server: { clients: FAKE_CLIENTS } },
  play: heading(/^No figures yet/),
};
export const Loading: Story = { args: { server: { clients: FAKE_CLIENTS, hangs: true } } };
export const Owner: Story = { args: { server: withReview({}, { viewer: FAKE_OWNER }) }, play: tree };
export const OwnerTier: Story = {
  args: { server: withReview({}, { viewer: FAKE_OWNER }) },
  play: async (context) => {
    await tree(context);
    await userEvent.click(await within(context.canvasElement).findByRole('button', { name: /^Tier/ }));
    await within(document.body).findByRole('menu');
  },
};
