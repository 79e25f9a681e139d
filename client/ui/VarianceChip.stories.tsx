import type { Meta, StoryObj } from '@storybook/react-vite';
import Unplug from 'lucide-react/icons/unplug';
import { MoneyChip, WeeksChip, WordChip } from './VarianceChip.js';

const meta = { title: 'ui/VarianceChip', component: WeeksChip } satisfies Meta<typeof WeeksChip>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Down: Story = { args: { change: -1.5 } };
export const Up: Story = { args: { change: 0.3 } };
export const Unchanged: Story = { args: { change: 0 } };
export const Since: Story = { args: { change: -1.5, since: 'Sun 8 Nov' } };
export const Money: Story = {
  args: { change: 0 },
  render: () => <MoneyChip change={-34_728} size="347.28" percent={'1.6\u2009%'} />,
};
export const Words: Story = {
  args: { change: 0 },
  render: () => (
    <div style={{ display: 'flex', gap: 12 }}>
      <WordChip>first week</WordChip>
      <WordChip>began burning</WordChip>
      <WordChip>stopped burning</WordChip>
      <WordChip icon={<Unplug size={12} aria-hidden="true" />}>sign-in</WordChip>
    </div>
  ),
};
