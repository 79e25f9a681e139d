import type { Meta, StoryObj } from '@storybook/react-vite';
import { Avatar } from './Avatar.js';
import { BrandMark } from './BrandMark.js';
import { FreshnessMark } from './FreshnessMark.js';
import { Kbd } from './Kbd.js';
import { Money } from './Money.js';
import { TieMark } from './TieMark.js';
import { Weeks } from './Weeks.js';

const meta = { title: 'ui/marks' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const Freshness: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 8 }}>
      <FreshnessMark>Synced 07:58, books through Fri 20 Nov, as of Sun 22 Nov</FreshnessMark>
      <FreshnessMark>07:58, to Fri 20</FreshnessMark>
      <FreshnessMark stale>Fri 18:04</FreshnessMark>
      <FreshnessMark syncing={{ percent: 42 }}>07:58</FreshnessMark>
      <FreshnessMark syncing={{ percent: null }}>07:58</FreshnessMark>
    </div>
  ),
};

export const Tie: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 8 }}>
      <TieMark checked="07:02" />
      <TieMark checked="07:02" difference="12.40" />
      <TieMark checked={null} />
    </div>
  ),
};

export const Amounts: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'end', width: 160 }}>
      <Money amount={4_659_756} currency="USD" locale="en-US" />
      <Money amount={-184_000} currency="USD" locale="en-US" />
      <Money amount={0} currency="USD" locale="en-US" />
      <Money amount={4_659_756} currency="EUR" locale="de-DE" symbol />
      <Money amount={120_000} currency="JPY" locale="en-US" symbol />
    </div>
  ),
};

export const WeeksOfRunway: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 8 }}>
      <Weeks runway={{ state: 'NUMBER', status: 'RED', weeks: 4.6, over: false }} unit />
      <Weeks runway={{ state: 'NUMBER', status: 'GREEN', weeks: 50, over: true }} unit />
      <Weeks runway={{ state: 'NUMBER', status: 'YELLOW', weeks: 10.2, over: false }} stale unit />
      <Weeks runway={{ state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false }} />
      <Weeks runway={{ state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false }} />
    </div>
  ),
};

export const Small: Story = {
  render: () => (
    <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
      <BrandMark />
      <Avatar name="Daniel Reyes" />
      <Kbd>J</Kbd>
      <Kbd>⇧R</Kbd>
    </div>
  ),
};
