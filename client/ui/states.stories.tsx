import type { Meta, StoryObj } from '@storybook/react-vite';
import { EmptyState, ErrorState, NotFound } from './StatePage.js';

const meta = { title: 'ui/states', parameters: { layout: 'fullscreen' } } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const act = (
  <button type="button" className="btn pri l">
    Connect a QuickBooks company
  </button>
);

export const Empty: Story = {
  render: () => (
    <main style={{ background: 'var(--surface)' }}>
      <EmptyState title="No clients yet" actions={act}>
        <p>Runway shows a client once its QuickBooks Online company is connected.</p>
      </EmptyState>
    </main>
  ),
};

export const Broken: Story = {
  render: () => (
    <main style={{ background: 'var(--surface)' }}>
      <ErrorState title="This page did not load" details={[{ label: 'When', value: '23 Nov 2026, 08:12:40' }]}>
        <p>The fault is on our side. Figures kept on this device are not touched.</p>
      </ErrorState>
    </main>
  ),
};

export const Missing: Story = {
  render: () => (
    <main style={{ background: 'var(--surface)' }}>
      <NotFound title="No page at this address" details={[{ label: 'Reference', value: '404' }]}>
        <p>The client may have been removed, or belong to a colleague. The address was /clients/larkspur-joinry.</p>
      </NotFound>
    </main>
  ),
};
