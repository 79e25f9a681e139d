import ChevronUp from 'lucide-react/icons/chevron-up';
import Drawer from '@mui/material/Drawer';
import { useState, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { Kbd } from '../ui/Kbd.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import { BarFigures, useSelectionFigures, type BarFiguresProps } from './BarFigures.js';
import { readyOf } from './checkedDrafts.js';
import { comingCount } from './comingCount.js';
import { useConsole } from './ConsoleContext.js';
import { FootProblem, type FootProblemProps } from './FootProblem.js';
import { OutOfView } from './OutOfView.js';
import { SelectionSaid } from './SelectionSaid.js';

export interface DecisionBarProps extends BarFiguresProps, Omit<FootProblemProps, 'isSelecting' | 'onClose'> {
  readonly busy: boolean;
  readonly onClear: () => void;
  readonly onQueue: () => void;
  readonly onProblemRead: () => void;
}

const SENTENCE =
  'Data shows impact of actions. Recording a payment in QuickBooks does not move money at the bank; reminders are not counted as cash.';

/** What the figures mean, and what is in them beside the selection. */
function Sentence(): ReactElement {
  const { coming, uncounted } = useConsole();
  return (
    <p className="dsentence">
      {SENTENCE}
      {coming.length > 0 &&
        ` Figures count ${countOf(coming.length, 'earlier decision')} that the books shown do not have yet.`}
      {uncounted !== null && ` Figures are without ${comingCount(uncounted.count)}. ${uncounted.why}`}
    </p>
  );
}

/** What is selected, what it would mean, and the one act that queues it; without a selection what was not kept alone. */
export function DecisionBar(props: DecisionBarProps): ReactElement | null {
  const isPhone = useMedia(PHONE);
  if (props.drafts.size === 0) {
    if (props.problem === null) return null;
    return (
      <section className="dwrap" aria-label="Not kept">
        <Problem {...props} />
      </section>
    );
  }
  return isPhone ? <PhoneBar {...props} /> : <WideBar {...props} />;
}

function WideBar(props: DecisionBarProps): ReactElement {
  const figures = useSelectionFigures(props);
  return (
    <section className="dwrap" aria-label="Decisions">
      <Problem {...props} />
      <Sentence />
      <div className="dbar">
        <BarFigures {...props} figures={figures} />
        <span className="sp" />
        <Buttons {...props} />
      </div>
      <SelectionSaid {...props} figures={figures} />
    </section>
  );
}

/** How many are selected and the act, in one line; the rest in a sheet. */
function PhoneBar(props: DecisionBarProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { isHeld } = useConsole();
  const ready = readyOf(props.drafts, isHeld);
  const figures = useSelectionFigures(props);
  return (
    <section className="dwrap phone" aria-label="Decisions">
      <Problem {...props} />
      <div className="dnotes">
        <OutOfView {...props} />
        <NotReady {...props} />
      </div>
      <button type="button" className="btn dopen" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ChevronUp size={16} aria-hidden="true" />
        {props.drafts.size} selected
      </button>
      <button
        type="button"
        className="btn pri"
        disabled={ready === 0}
        aria-disabled={props.busy || undefined}
        onClick={props.onQueue}
      >
        Queue {countOf(ready, 'decision')}
      </button>
      <Drawer
        anchor="bottom"
        open={isOpen}
        onClose={() => setOpen(false)}
        slotProps={{ paper: { className: 'dsheet', role: 'dialog', 'aria-modal': true, 'aria-label': 'Decisions' } }}
      >
        <Problem {...props} />
        <Sentence />
        <BarFigures {...props} figures={figures} />
        <Buttons {...props} />
      </Drawer>
      <SelectionSaid {...props} figures={figures} />
    </section>
  );
}

function Problem({ problem, inVain, drafts, onProblemRead }: DecisionBarProps): ReactElement {
  return <FootProblem {...{ problem, inVain }} isSelecting={drafts.size > 0} onClose={onProblemRead} />;
}

/** How many cannot be queued as they are, and why. */
function NotReady({ drafts }: Pick<DecisionBarProps, 'drafts'>): ReactElement {
  const { isHeld } = useConsole();
  const notReady = drafts.size - readyOf(drafts, false);
  const tooOld = drafts.size - notReady - readyOf(drafts, isHeld);
  return (
    <>
      {tooOld > 0 && <span className="note">{tooOld} on figures older than 7 days</span>}
      {notReady > 0 && <span className="note">{notReady} not ready</span>}
    </>
  );
}

function Buttons({ drafts, busy, onClear, onQueue }: DecisionBarProps): ReactElement {
  const { isHeld } = useConsole();
  const ready = readyOf(drafts, isHeld);
  return (
    <div className="dacts">
      <NotReady drafts={drafts} />
      <button type="button" className="btn qt" onClick={onClear}>
        Clear
      </button>
      <button
        type="button"
        className="btn pri l"
        disabled={ready === 0}
        aria-disabled={busy || undefined}
        onClick={onQueue}
      >
        Queue {countOf(ready, 'decision')} <Kbd>⌘↵</Kbd>
      </button>
    </div>
  );
}
