import { Fragment, type ReactElement } from 'react';
import { ComingNote } from '../console/ComingNote.js';
import { usePrinting } from '../digest/reading.js';
import type { FlowbandView } from '../offline/index.js';
import { issuesOf, withoutWords } from './flowWords.js';
import type { FlowbandPanelProps, ShownBandProps } from './FlowbandPanel.js';

interface Resting {
  readonly id: string;
  readonly title: string;
  readonly numbers: number[];
}

/** Decisions on their way, what rests on open issues, and what the band leaves out. `told`: the server's band. */
export function FlowbandNotes(props: ShownBandProps & { told: FlowbandView }): ReactElement {
  const { clientId, flowband, counted, told, onOpenIssue } = props;
  const { coming, why } = counted;
  const print = usePrinting();
  const resting = restingOn(props);
  return (
    <div className="fbnotes">
      <ComingNote clientId={clientId} count={coming.length} why={why} without={withoutWords(told, flowband, print)} />
      {resting.length > 0 && (
        <p className="note">
          <span className="qmark" aria-hidden="true">
            ?
          </span>
          {resting.map(({ id, title, numbers }, index) => (
            <Fragment key={id}>
              {index > 0 && '; '}
              {inWords(numbers)} {numbers.length === 1 ? 'rests' : 'rest'} on{' '}
              <button type="button" className="lkb" onClick={() => onOpenIssue(id)}>
                {title}
              </button>
            </Fragment>
          ))}
          .
        </p>
      )}
      {flowband.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      {!flowband.recurring && <p className="note">Recurring events: not in this client’s tier.</p>}
    </div>
  );
}

/** The issues that events rest on, in the order of the events. */
function restingOn({ flowband, issues, rules }: FlowbandPanelProps): readonly Resting[] {
  const found = new Map<string, Resting>();
  for (const event of flowband.events) {
    for (const { id, title } of issuesOf(event, { issues, rules })) {
      const resting = found.get(id);
      if (resting === undefined) found.set(id, { id, title, numbers: [event.number] });
      else resting.numbers.push(event.number);
    }
  }
  return [...found.values()];
}

/** `6`, `4 and 5`, `2, 4 and 5`. */
function inWords(numbers: readonly number[]): string {
  const last = String(numbers.at(-1) ?? '');
  return numbers.length === 1 ? last : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}
