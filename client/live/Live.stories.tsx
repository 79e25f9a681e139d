import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor, within } from 'storybook/test';
import { larkspurDigest, runwayOf } from '../digest/larkspur.fixture.js';
import { FakeApp, FakeLine } from '../fakes/FakeApp.js';
import { FAKE_CLIENTS } from '../fakes/fakeFirm.js';

const ID = 'larkspur-joinery';
const before = larkspurDigest();
const after = { ...before, figures: { ...before.figures, runway: runwayOf(5.9, 'YELLOW'), cashOnHand: 5_974_102 } };
const changed = FAKE_CLIENTS.map((client) =>
  client.id === ID ? { ...client, runway: after.figures.runway, cashOnHand: 5_974_102 } : client,
);
const line = new FakeLine();

const meta = {
  title: 'live/A change while somebody looks',
  component: FakeApp,
  parameters: { layout: 'fullscreen' },
  args: {
    server: { clients: FAKE_CLIENTS, digests: new Map([[ID, before]]) },
    line,
  },
} satisfies Meta<typeof FakeApp>;
export default meta;
type Story = StoryObj<typeof meta>;

const PATIENT = { timeout: 15_000 };
const happen = (): void => line.change({ clients: changed, digests: new Map([[ID, after]]), version: 'next' });

/** The figure changes where it stands, the focus stays, and one sentence says it. */
export const OpenClient: Story = {
  args: { address: `/clients/${ID}` },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const figure = await page.findByRole('button', { name: /^4\.6 ?, weeks of runway/ }, PATIENT);
    figure.focus();
    await waitFor(() => expect(line.isOpen).toBe(true), PATIENT);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const began = performance.now();
    happen();
    await page.findByRole('button', { name: /^5\.9 ?, weeks of runway/ }, PATIENT);
    canvasElement.dataset['milliseconds'] = String(performance.now() - began);
    await expect(figure).toHaveFocus();
    // What is said is outside of the page: a sheet would hide it there.
    await screen.findByText(/^Larkspur Joinery: runway now 5\.9 weeks/, {}, PATIENT);
  },
};

/** The line of the list changes where it stands. */
export const List: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await page.findByRole('row', { name: /Larkspur.*46,597\.56/ }, PATIENT);
    await waitFor(() => expect(line.isOpen).toBe(true), PATIENT);
    await new Promise((resolve) => setTimeout(resolve, 600));
    happen();
    await page.findByRole('row', { name: /Larkspur.*59,741\.02/ }, PATIENT);
  },
};
