import type { ReactElement } from 'react';
import { ErrorState } from '../ui/StatePage.js';
import { Kbd } from '../ui/Kbd.js';

export interface BrokenPageProps {
  readonly error: Error;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly onRetry: () => void;
}

/** A chunk of the app that is no longer on the server, after an update: loading the page again brings the new one. */
function isMissingChunk(error: Error): boolean {
  return /dynamically imported module|module script failed|Importing a module/i.test(error.message);
}

/** What stands where a page broke: what happened, what is safe, how to go on. */
export function BrokenPage({ error, at, onRetry }: BrokenPageProps): ReactElement {
  const missing = isMissingChunk(error);
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(at);
  const offline = missing && !navigator.onLine;
  return (
    <ErrorState
      title="This page did not load"
      actions={
        <>
          <button type="button" className="btn pri l" onClick={missing ? () => location.reload() : onRetry}>
            Try again <Kbd>↵</Kbd>
          </button>
          <a className="btn l" href="/clients">
            Open the client list
          </a>
        </>
      }
      details={[
        { label: 'What happened', value: error.message },
        { label: 'When', value: when },
      ]}
    >
      <p>
        {offline
          ? 'This part of the app is not on this device yet, and there is no connection to fetch it.'
          : 'The fault is on our side.'}{' '}
        Figures kept on this device are not touched.
      </p>
    </ErrorState>
  );
}
