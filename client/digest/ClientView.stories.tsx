import type { Meta, StoryObj } from '@storybook/react-vite';
import './styles.js';
import { clientStates, NOW } from './clientStates.fixture.js';
import { ClientView } from './ClientView.js';
import { ReadingContext } from './reading.js';

const reading = { now: NOW, zone: 'America/New_York', locale: 'en-US', currency: 'USD' };

const meta: Meta<typeof ClientView> = {
  title: 'Digest/Client page',
  component: ClientView,
  decorators: [
    (Story) => (
      <ReadingContext value={reading}>
        <div className="main">
          <Story />
        </div>
      </ReadingContext>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof ClientView>;

export const Critical: Story = { args: clientStates.critical };
export const FirstWeek: Story = { args: clientStates.firstWeek };
export const NotBurning: Story = { args: clientStates.notBurning };
export const NoData: Story = { args: clientStates.noData };
export const Overdrawn: Story = { args: clientStates.overdrawn };
export const MuchApart: Story = { args: clientStates.muchApart };
export const Over50: Story = { args: clientStates.over50 };
export const NothingOpen: Story = { args: clientStates.nothingOpen };
export const Differs: Story = { args: clientStates.differs };
export const NotTiedOut: Story = { args: clientStates.notTiedOut };
export const Stale: Story = { args: clientStates.stale };
export const SyncFailing: Story = { args: clientStates.failing };
export const SignInExpired: Story = { args: clientStates.reconnect };
export const Syncing: Story = { args: clientStates.syncing };
export const Offline: Story = { args: clientStates.offline };
export const OfflineWithoutDigest: Story = { args: clientStates.offlineWithout };
export const Loading: Story = { args: clientStates.loading };
export const BeforeTheFirstSync: Story = { args: clientStates.beforeFirstSync };
export const FirstSyncFailing: Story = { args: clientStates.firstSyncFailing };
export const CashNotKnown: Story = { args: clientStates.cashNotKnown };
export const Failed: Story = { args: clientStates.failed };
export const UnknownClient: Story = { args: clientStates.unknown };
export const PastWeek: Story = { args: clientStates.past };
export const PastWeekAsShown: Story = { args: clientStates.pastShown };
export const PastWeekOffline: Story = { args: clientStates.pastOffline };
