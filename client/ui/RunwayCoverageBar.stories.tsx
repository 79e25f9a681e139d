import type { Meta, StoryObj } from '@storybook/react-vite';
import { RunwayCoverageBar, type DrawnRunway } from './RunwayCoverageBar.js';

const meta = {
  title: 'ui/RunwayCoverageBar',
  component: RunwayCoverageBar,
  args: { client: 'Larkspur Joinery' },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: 640 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof RunwayCoverageBar>;
export default meta;
type Story = StoryObj<typeof meta>;

const runway = (weeks: number, status: DrawnRunway['status'], over = false): DrawnRunway => ({
  state: 'NUMBER',
  status,
  weeks,
  over,
});

export const Critical: Story = { args: { runway: runway(4.6, 'RED'), before: 6.1 } };
export const Tight: Story = { args: { runway: runway(8.3, 'YELLOW'), before: 6.4 } };
export const Clear: Story = { args: { runway: runway(18.4, 'GREEN'), before: 22.6 } };
export const Mid: Story = { args: { runway: runway(18.4, 'GREEN'), before: 22.6, size: 'mid' } };
export const Hero: Story = { args: { runway: runway(4.6, 'RED'), before: 6.1, size: 'hero' } };
export const FirstWeek: Story = { args: { runway: runway(11.8, 'YELLOW'), before: null } };
export const Nothing: Story = { args: { runway: runway(0, 'RED'), before: 1.4 } };
export const OverFifty: Story = { args: { runway: runway(50, 'GREEN', true), before: 50 } };
export const Stale: Story = { args: { runway: runway(10.2, 'YELLOW'), stale: true } };
export const NotBurning: Story = {
  args: { runway: { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false } },
};
export const NoData: Story = {
  args: { runway: { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false }, size: 'hero' },
};
