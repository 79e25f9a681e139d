import CloudOff from 'lucide-react/icons/cloud-off';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import X from 'lucide-react/icons/x';
import type { ReactElement } from 'react';
import { countOf, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import { useDevice } from '../offline/index.js';
import { DecisionMark, type DecisionMarkState } from '../ui/DecisionMark.js';
import { Kbd } from '../ui/Kbd.js';
import { StripDrawing } from '../ui/StripDrawing.js';
import type { TrayCounts } from './trayGroups.js';
import { TrayQueue } from './TrayQueue.js';

/** How many decisions are where, and how fresh that is. */
export function TrayHead(props: { counts: TrayCounts; moment: ReadingMoment; onClose: () => void }): ReactElement {
  const { counts, moment, onClose } = props;
  return (
    <header className="thead">
      <div className="ttop">
        <h2 id="tray-title">Decision tray</h2>
        <span className="t3">
          {countOf(counts.all, 'decision')}
          {counts.clients > 0 && `, ${countOf(counts.clients, 'client')}`}
        </span>
        <span className="sp" />
        <button type="button" className="btn s qt tclose" onClick={onClose}>
          <span className="vh">Close the tray</span>
          <X size={18} aria-hidden="true" className="tx" />
          <Kbd>Esc</Kbd>
        </button>
      </div>
      <div className="tcounts">
        <Count state="QUEUED" count={counts.queued} word="queued" />
        <Count state="SUBMITTED" count={counts.submitted} word="submitted" />
        <Count state="APPLIED" count={counts.applied} word="applied" />
        <Count state="CONFLICTED" count={counts.conflicted} word="conflicted" />
        <Count state="REFUSED" count={counts.refused} word="refused" />
        <Count state="FAILED" count={counts.failed} word="failed" />
        <Count state="EXPIRED" count={counts.expired} word="expired" />
        <span className="sp" />
        <Fresh moment={moment} />
      </div>
      <TrayQueue />
    </header>
  );
}

function Count(props: { state: DecisionMarkState; count: number; word: string }): ReactElement | null {
  const { state, count, word } = props;
  if (count === 0) return null;
  return (
    <span className="tcount">
      <DecisionMark state={state} wordHidden />
      <b>{count}</b> {word}
    </span>
  );
}

function Fresh({ moment }: { moment: ReadingMoment }): ReactElement {
  const { offlineSince, lastRefreshedAt } = useDevice();
  const Icon = offlineSince === null ? RefreshCw : CloudOff;
  const at = offlineSince ?? lastRefreshedAt;
  return (
    <span className="fresh">
      <Icon size={13} aria-hidden="true" />
      {offlineSince === null ? '' : 'Offline since '}
      {at !== null && formatInstant(at, moment)}
    </span>
  );
}

/** Before anything was decided. */
export function NothingDecided(): ReactElement {
  return (
    <div className="tnone">
      <StripDrawing />
      <h3>Nothing decided yet</h3>
      <p className="t2">
        Decisions on bills and invoices of all clients come together here: what waits on this device, what QuickBooks
        has, and what changed meanwhile. They are made in a client’s Console.
      </p>
    </div>
  );
}
