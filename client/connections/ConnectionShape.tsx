import Unplug from 'lucide-react/icons/unplug';
import type { ReactElement } from 'react';
import type { ShownState } from './connectionWords.js';

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** One shape a state, all in the colour of text: hues belong to runway status. */
const SHAPES: Readonly<Record<Exclude<ShownState, 'NEEDS_RECONNECTING' | 'NOT_CONNECTED'>, ReactElement>> = {
  SYNCED: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="currentColor" />
      <path d="m5.3 8.2 1.9 1.9 3.6-4" {...stroke} stroke="var(--surface)" />
    </>
  ),
  SYNCING: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  WAITING: <circle cx="8" cy="8" r="6" {...stroke} strokeDasharray="2.6 2.1" />,
  FAILING: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" {...stroke} />
    </>
  ),
  PAUSED: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="M6.4 5.8v4.4m3.2-4.4v4.4" {...stroke} />
    </>
  ),
};

/** A connection's state as a shape; a word must stand beside it. */
export function ConnectionShape({ state }: { state: ShownState }): ReactElement {
  if (state === 'NEEDS_RECONNECTING' || state === 'NOT_CONNECTED') {
    return <Unplug className="mk" data-state={state} size={15} strokeWidth={1.75} aria-hidden="true" />;
  }
  return (
    <svg className="mk" data-state={state} width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}
