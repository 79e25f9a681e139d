import Dialog from '@mui/material/Dialog';
import X from 'lucide-react/icons/x';
import type { ReactElement } from 'react';

const GROUPS: readonly { readonly where: string; readonly keys: readonly (readonly [readonly string[], string])[] }[] =
  [
    {
      where: 'Anywhere',
      keys: [
        [['G', 'T'], 'decision tray'],
        [['G', 'C'], 'clients'],
        [['?'], 'these keys'],
        [['Esc'], 'close, or leave a field'],
      ],
    },
    {
      where: 'Client list',
      keys: [
        [['/'], 'search'],
        [['J'], 'next client'],
        [['K'], 'client before'],
        [['↑', '↓'], 'move; up from the first row reaches the heads'],
        [['Home', 'End'], 'first and last client'],
        [['↵'], 'open'],
        [['R'], 'reviewed, and on to the next row'],
        [['⇧R'], 'all steady reviewed'],
        [['G', 'S'], 'open or close the steady; ← → on their line too'],
        [['U'], 'take that back'],
        [['L'], 'bars or list'],
      ],
    },
    {
      where: 'Connections',
      keys: [
        [['J'], 'next company'],
        [['K'], 'company before'],
        [['↵'], 'open or close; Tab reaches what can be done'],
      ],
    },
    {
      where: 'Client',
      keys: [
        [['1', '2', '3'], 'digest, hygiene, console'],
        [['E'], 'where a figure comes from'],
        [['L'], 'chart or list'],
        [['[', ']'], 'week before and after'],
        [['⇧J', '⇧K'], 'next and previous client'],
        [['R'], 'reviewed, and on to the next that is not'],
      ],
    },
    {
      where: 'Hygiene',
      keys: [
        [['J'], 'next issue'],
        [['K'], 'issue before'],
        [['↵'], 'expand or close; ← → too'],
        [['X'], 'select; all of a rule from its row'],
        [['⇧X'], 'select all up to here'],
        [['⌘A'], 'select all'],
        [['F'], 'fix in QuickBooks, in a new window'],
        [['S'], 'snooze until it changes'],
        [['⇧S'], 'snooze until a date'],
        [['D'], 'dismiss with a reason'],
        [['O'], 'open again'],
        [['U'], 'undo'],
      ],
    },
    {
      where: 'Console',
      keys: [
        [['J'], 'next bill or invoice'],
        [['K'], 'bill or invoice before'],
        [['X'], 'select'],
        [['⇧X'], 'select all up to here'],
        [['⌘A'], 'select all shown'],
        [['↵'], 'change account, amount or day'],
        [['P'], 'record payment; ⇧P for all selected'],
        [['D'], 'plan for a day; ⇧D for all selected'],
        [['M'], 'send reminder; ⇧M for all selected'],
        [['S'], 'skip; ⇧S for all selected'],
        [['⌘↵'], 'queue what is selected'],
        [['U'], 'undo'],
      ],
    },
    {
      where: 'Date fields',
      keys: [
        [['T'], 'today'],
        [['+', '-'], 'a day later or earlier'],
        [['W', 'K'], 'start and end of the week'],
        [['M', 'H'], 'start and end of the month'],
      ],
    },
    {
      where: 'Decision tray',
      keys: [
        [['J', 'K'], 'next and previous decision'],
        [['U'], 'undo, until it is submitted'],
        [['C'], 'compare a conflict'],
        [['↵'], 'open in the client’s console'],
        [['⌘↵'], 'send now'],
      ],
    },
  ];

/** Every key the app listens to. */
export function KeysOverlay({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog open onClose={onClose} aria-labelledby="keys-title" maxWidth={false}>
      <div className="keys">
        <header>
          <h2 id="keys-title">Keys</h2>
          <button type="button" className="btn s icon qt" aria-label="Close" onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </button>
        </header>
        <div className="keygroups">
          {GROUPS.map(({ where, keys }) => (
            <section key={where}>
              <h3>{where}</h3>
              <dl>
                {keys.map(([caps, does]) => (
                  <div key={does}>
                    <dt>
                      {caps.map((cap) => (
                        <kbd key={cap}>{cap}</kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <p className="sm t3">Single keys pause while a field has the focus.</p>
      </div>
    </Dialog>
  );
}
