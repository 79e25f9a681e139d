import { lazy, Suspense, useCallback, useState, type ReactElement } from 'react';
import type { FlowbandView, HygieneView } from '../offline/index.js';
import { ErrorBoundary } from '../shell/ErrorBoundary.js';
import type { IssueState } from './hygiene.js';
import { IssueRoom } from './IssueRoom.js';

const FlowbandPanel = lazy(() =>
  import('../flowband/FlowbandPanel.js').then((module) => ({ default: module.FlowbandPanel })),
);

export interface HygieneTabProps {
  readonly clientId: string;
  readonly hygiene: HygieneView;
  readonly flowband: FlowbandView | null;
  /** An issue to open at once, from an address; null when none is named. */
  readonly wanted: string | null;
}

/** An issue that somebody asked to see: a new object each time, so that the same one can be asked for twice. */
export interface WantedIssue {
  readonly id: string;
  readonly state: IssueState;
}

/** What is wrong in the books beside the cash events it makes unreliable. */
export function HygieneTab(props: HygieneTabProps): ReactElement {
  const { clientId, hygiene, flowband, wanted: named } = props;
  const find = (id: string | null): WantedIssue | null => {
    const issue = hygiene.issues.find((one) => one.id === id);
    return issue === undefined ? null : { id: issue.id, state: issue.state };
  };
  const [wanted, want] = useState<WantedIssue | null>(() => find(named));
  const openIssue = (id: string): void => want(find(id));
  // The panel counts decisions on their way: its events are the ones that have these numbers on the page.
  const [shown, show] = useState<FlowbandView | null>(null);
  const showEvent = useCallback((number: number) => {
    const event = document.getElementById(`flow-event-${number}`);
    event?.focus();
    event?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div className="hy">
      <IssueRoom
        clientId={clientId}
        hygiene={hygiene}
        flowband={flowband && (shown ?? flowband)}
        wanted={wanted}
        onShowEvent={showEvent}
      />
      {flowband !== null && (
        <section className="hyr" aria-label="Flowband">
          <ErrorBoundary>
            <Suspense fallback={null}>
              <FlowbandPanel
                clientId={clientId}
                flowband={flowband}
                issues={hygiene.issues}
                rules={hygiene.rules}
                onOpenIssue={openIssue}
                onShown={show}
              />
            </Suspense>
          </ErrorBoundary>
        </section>
      )}
    </div>
  );
}
