import type { ReactElement } from 'react';
import { Kbd } from '../ui/Kbd.js';
import type { ClientTab } from './clientTabs.js';

type Hint = readonly [readonly string[], string];

const HINTS: Readonly<Record<ClientTab, readonly Hint[]>> = {
  digest: [
    [['E'], 'evidence'],
    [['L'], 'chart or list'],
    [['[', ']'], 'past weeks'],
    [['⇧J', '⇧K'], 'next, previous client'],
    [['R'], 'reviewed, next'],
  ],
  hygiene: [
    [['J', 'K'], 'issue'],
    [['↵'], 'expand'],
    [['X'], 'select'],
    [['F'], 'fix'],
    [['S'], 'snooze'],
    [['D'], 'dismiss'],
    [['U'], 'undo'],
    [['L'], 'list mode'],
  ],
  console: [
    [['J', 'K'], 'move'],
    [['X'], 'select'],
    [['P'], 'record payment'],
    [['D'], 'plan'],
    [['M'], 'remind'],
    [['S'], 'skip'],
    [['⌘↵'], 'queue'],
    [['U'], 'undo'],
  ],
};

/** The keys of a tab, along its foot. */
export function KeyLine({ tab }: { tab: ClientTab }): ReactElement {
  return (
    <div className="hint pad" aria-hidden="true">
      {HINTS[tab].map(([caps, does]) => (
        <span key={does}>
          {caps.map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
          {does}
        </span>
      ))}
      <span className="sp" />
      <span>
        <Kbd>?</Kbd>all keys
      </span>
    </div>
  );
}
