import type { Meta, StoryObj } from '@storybook/react-vite';
import { STATUS_ORDER } from '../../domain/status.js';
import { StatusMark } from './StatusMark.js';

const meta = { title: 'ui/StatusMark', component: StatusMark } satisfies Meta<typeof StatusMark>;
export default meta;
type Story = StoryObj<typeof meta>;

export const EveryStatus: Story = {
  args: { status: 'RED' },
  render: () => (
    <div style={{ display: 'grid', gap: 12 }}>
      {STATUS_ORDER.map((status) => (
        <div key={status} style={{ display: 'flex', gap: 24 }}>
          <StatusMark status={status} size={12} />
          <StatusMark status={status} />
          <StatusMark status={status} size={15} />
        </div>
      ))}
    </div>
  ),
};

export const Stale: Story = { args: { status: 'YELLOW', stale: true } };

export const WordHidden: Story = { args: { status: 'RED', wordHidden: true } };
