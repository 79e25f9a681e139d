import type { ReactElement } from 'react';
import { emptyFilterSentence, STATUS_WORDS } from '../../domain/wording.js';
import { refreshDevice } from '../offline/index.js';
import { useConnectCompany } from '../shell/ConnectButton.js';
import { EmptyState, ErrorState } from '../ui/StatePage.js';
import type { ListQuery } from './listQuery.js';

/** A firm's first day. */
export function NoClients(): ReactElement {
  const { start, busy, problem } = useConnectCompany();
  return (
    <EmptyState
      title="No clients yet"
      actions={
        <button
          type="button"
          className="btn pri l"
          aria-disabled={busy || undefined}
          onClick={busy ? undefined : start}
        >
          Connect a QuickBooks company
        </button>
      }
    >
      <p>
        Runway shows a client once its QuickBooks Online company is connected. After QuickBooks’ consent page it takes
        under a minute of your time.
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </EmptyState>
  );
}

/** Nothing on the device and nothing from the server. */
export function ListProblem({ message, at }: { message: string; at: number }): ReactElement {
  return (
    <ErrorState
      title="The client list did not load"
      actions={
        <button type="button" className="btn pri l" onClick={() => void refreshDevice()}>
          Try again
        </button>
      }
      details={[
        { label: 'What happened', value: message },
        {
          label: 'When',
          value: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(at),
        },
      ]}
    >
      <p>No figures are kept on this device yet. Nothing was changed.</p>
    </ErrorState>
  );
}

/** Names the filter that leaves nothing, and offers to clear it. */
export function EmptyFilter({ query, onClear }: { query: ListQuery; onClear: () => void }): ReactElement {
  return (
    <div className="emptyfilter">
      <p>{emptyFilterSentence(filterWords(query))}</p>
      <button type="button" className="btn" onClick={onClear}>
        Show every client
      </button>
    </div>
  );
}

function filterWords(query: ListQuery): string {
  const words = [
    query.search === '' ? null : `“${query.search}”`,
    query.needsAttention ? 'needs attention' : null,
    query.status.length > 0 ? query.status.map((status) => STATUS_WORDS[status].toLowerCase()).join(' or ') : null,
    query.syncFailing ? 'sync failing' : null,
    query.stale ? 'stale' : null,
    query.notReviewed ? 'not reviewed this week' : null,
  ];
  return words.filter((word) => word !== null).join(', ');
}
