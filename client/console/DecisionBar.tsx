import ArrowRight from 'lucide-react/icons/arrow-right';
import ChevronUp from 'lucide-react/icons/chevron-up';
import Drawer from '@mui/material/Drawer';
import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting, type Printing } from '../digest/reading.js';
import type { ForecastResultView } from '../offline/index.js';
import { Kbd } from '../ui/Kbd.js';
import { Money } from '../ui/Money.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import { isReady, type CheckedDraft } from './checkedDrafts.js';
import { useConsole } from './ConsoleContext.js';
import { cashAfter, totalsOf } from './draftTotals.js';
import { saidWords, shortKind, sumWords } from './selectionWords.js';
import { useImpact, type Impact } from './useImpact.js';

export interface DecisionBarProps {
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  readonly forecast: ForecastResultView;
  /** Cash on hand, in the client's currency; null where it is not known. */
  readonly cash: number | null;
  readonly busy: boolean;
  readonly onClear: () => void;
  readonly onQueue: () => void;
}

const SENTENCE =
  'Data shows impact of actions. Recording a payment in QuickBooks does not move money at the bank; reminders are not counted as cash.';

/** What the figures mean, and what is in them beside the selection. */
function Sentence(): ReactElement {
  const { coming } = useConsole();
  return (
    <p className="dsentence">
      {SENTENCE}
      {coming.length > 0 &&
        ` Figures count ${countOf(coming.length, 'earlier decision')} that the books shown do not have yet.`}
    </p>
  );
}

/** What is selected, what it would mean, and the one act that queues it. */
export function DecisionBar(props: DecisionBarProps): ReactElement {
  const isPhone = useMedia(PHONE);
  const [isOpen, setOpen] = useState(false);
  const { isHeld } = useConsole();
  const ready = readyOf(props.drafts, isHeld);
  if (!isPhone) {
    return (
      <section className="dwrap" aria-label="Decisions">
        <Sentence />
        <div className="dbar">
          <Figures {...props} />
          <span className="sp" />
          <Buttons {...props} ready={ready} />
        </div>
      </section>
    );
  }
  return (
    <section className="dwrap phone" aria-label="Decisions">
      <button type="button" className="btn dopen" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ChevronUp size={16} aria-hidden="true" />
        {props.drafts.size} selected
      </button>
      <button type="button" className="btn pri" disabled={props.busy || ready === 0} onClick={props.onQueue}>
        Queue {countOf(ready, 'decision')}
      </button>
      <Drawer
        anchor="bottom"
        open={isOpen}
        onClose={() => setOpen(false)}
        slotProps={{ paper: { className: 'dsheet', role: 'dialog', 'aria-modal': true, 'aria-label': 'Decisions' } }}
      >
        <Sentence />
        <Figures {...props} />
        <Buttons {...props} ready={ready} />
      </Drawer>
    </section>
  );
}

/** How many can be queued as they are; `isHeld`: on figures too old to be decided on. */
function readyOf(drafts: ReadonlyMap<string, CheckedDraft>, isHeld: boolean): number {
  let ready = 0;
  for (const checked of drafts.values()) ready += Number(isReady(checked, isHeld));
  return ready;
}

function Buttons(props: DecisionBarProps & { ready: number }): ReactElement {
  const { drafts, busy, ready, onClear, onQueue } = props;
  const notReady = drafts.size - readyOf(drafts, false);
  const tooOld = drafts.size - notReady - ready;
  return (
    <div className="dacts">
      {tooOld > 0 && <span className="note">{tooOld} on figures older than 7 days</span>}
      {notReady > 0 && <span className="note">{notReady} not ready</span>}
      <button type="button" className="btn qt" onClick={onClear}>
        Clear
      </button>
      <button type="button" className="btn pri l" disabled={busy || ready === 0} onClick={onQueue}>
        Queue {countOf(ready, 'decision')} <Kbd>⌘↵</Kbd>
      </button>
    </div>
  );
}

function Figures({ drafts, forecast, cash }: DecisionBarProps): ReactElement {
  const print = usePrinting();
  const totals = useMemo(() => totalsOf(drafts.values()), [drafts]);
  const { coming, accounts } = useConsole();
  const after = useMemo(
    () => (cash === null ? null : cashAfter(cash, drafts.values(), coming, accounts)),
    [cash, drafts, coming, accounts],
  );
  const impact = useImpact(drafts);
  return (
    <>
      <div className="db1">
        <Figure label="Selected">{drafts.size}</Figure>
        {totals.map((total) => (
          <Figure key={total.kind} label={`${shortKind(total)}, ${total.count}`}>
            {sumWords(total, print)}
          </Figure>
        ))}
      </div>
      <div className="db2">
        <Figure label="Cash after">
          {after === null ? 'not known' : <Money amount={after} currency={print.currency} locale={print.locale} />}
        </Figure>
        <ImpactFigures isAlone={coming.length === 0} {...{ impact, forecast, print }} />
      </div>
      <Said
        words={saidWords(
          { count: drafts.size, held: drafts.size - readyOf(drafts, false), totals, after, impact },
          print,
        )}
      />
    </>
  );
}

interface ImpactProps {
  readonly impact: Impact | null;
  readonly forecast: ForecastResultView;
  /** Nothing else is coming: before is the forecast as it stands. */
  readonly isAlone: boolean;
  readonly print: Printing;
}

/** The first week below zero and the low point, before and after; or why there is none, in the same place. */
function ImpactFigures({ impact, forecast, isAlone, print }: ImpactProps): ReactElement {
  if (forecast === null || forecast.__typename !== 'Forecast') {
    const why =
      forecast?.__typename === 'Refusal' && forecast.code === 'FEATURE_OFF' ? 'Not in this tier' : 'not known';
    return (
      <>
        <Figure label="First week below zero">
          <span className="absent">{why}</span>
        </Figure>
        <Figure label="Low point">
          <span className="absent">{why}</span>
        </Figure>
      </>
    );
  }
  const week = (monday: string | null): string => (monday === null ? 'none' : print.day(monday).slice(4));
  const money = (amount: number): ReactElement => (
    <Money amount={amount} currency={print.currency} locale={print.locale} />
  );
  const before = impact?.before ?? (isAlone ? forecast : null);
  const after = impact?.after ?? null;
  return (
    <>
      <Figure label="First week below zero">
        <Change
          before={before === null ? null : week(before.firstWeekBelowZero)}
          after={after === null ? null : week(after.firstWeekBelowZero)}
        />
      </Figure>
      <Figure label={after === null ? 'Low point' : `Low point, ${print.day(after.lowPoint.date)}`}>
        <Change
          before={before === null ? null : money(before.lowPoint.amount)}
          after={after === null ? null : money(after.lowPoint.amount)}
        />
      </Figure>
    </>
  );
}

function Change({ before, after }: { before: ReactNode; after: ReactNode }): ReactElement {
  return (
    <span className="dchange">
      <span className="was">{before ?? '…'}</span>
      <ArrowRight size={15} aria-label="to" />
      <span>{after ?? '…'}</span>
    </span>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="dfig">
      <small>{label}</small>
      <b>{children}</b>
    </div>
  );
}

const SAID_AFTER_MS = 400;

/** Said once a person pauses, not at every key. */
function Said({ words }: { words: string }): ReactElement {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(words), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span className="vh" role="status" aria-live="polite">
      {said}
    </span>
  );
}
