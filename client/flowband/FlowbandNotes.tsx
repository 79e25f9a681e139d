import { Fragment, type ReactElement } from 'react';
import { issuesOf } from './flowWords.js';
import type { FlowbandPanelProps } from './FlowbandPanel.js';

/** What rests on open issues, and what the band leaves out. */
export function FlowbandNotes({ flowband, issues, rules, onOpenIssue }: FlowbandPanelProps): ReactElement {
  const resting = flowband.events.flatMap((event) => {
    const found = issuesOf(event, { issues, rules });
    return found.length === 0 ? [] : [{ number: event.number, found }];
  });
  return (
    <div className="fbnotes">
      {resting.length > 0 && (
        <p className="note">
          <span className="qmark" aria-hidden="true">
            ?
          </span>
          {resting.map(({ number, found }, index) => (
            <Fragment key={number}>
              {index > 0 && '; '}
              {number} rests on{' '}
              {found.map((issue, place) => (
                <Fragment key={issue.id}>
                  {place > 0 && ' and '}
                  <button type="button" className="lkb" onClick={() => onOpenIssue(issue.id)}>
                    {issue.title}
                  </button>
                </Fragment>
              ))}
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
