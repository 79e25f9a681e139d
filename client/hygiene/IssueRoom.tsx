import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { IsoDate } from '../../domain/units.js';
import { dateInZone } from '../../domain/calendar.js';
import { countOf } from '../../domain/wording.js';
import { useClientRows, type FlowbandView, type HygieneView } from '../offline/index.js';
import { usePrinting } from '../digest/reading.js';
import { MovedLine } from '../ui/MovedLine.js';
import { Toast } from '../ui/Toast.js';
import { DismissDialog } from './DismissDialog.js';
import { HygieneHead } from './HygieneHead.js';
import { NoIssues } from './HygieneStates.js';
import type { WantedIssue } from './HygieneTab.js';
import { STATES, type IssueState } from './hygiene.js';
import { countsOf } from './issueGroups.js';
import type { RestingEvent } from './IssueRow.js';
import { IssueTree } from './IssueTree.js';
import { SelectionBar } from './SelectionBar.js';
import { SnoozeUntil } from './SnoozeUntil.js';
import { StateFilters } from './StateFilters.js';
import { useIssueActs } from './useIssueActs.js';
import { useIssueKeys } from './useIssueKeys.js';
import { useIssueNews } from './useIssueNews.js';
import { useIssueRows } from './useIssueRows.js';
import { useSelection } from './useSelection.js';
import { useTreeFocus } from './useTreeFocus.js';

export interface IssueRoomProps {
  readonly clientId: string;
  readonly hygiene: HygieneView;
  readonly flowband: FlowbandView | null;
  readonly wanted: WantedIssue | null;
  readonly onShowEvent: (number: number) => void;
}

/** The list of issues and all that is done with it, by pointer and by keyboard. */
export function IssueRoom(props: IssueRoomProps): ReactElement {
  const { clientId, hygiene, flowband, wanted, onShowEvent } = props;
  const print = usePrinting();
  const room = useRef<HTMLElement>(null);
  const [state, show] = useState<IssueState>(wanted?.state ?? 'OPEN');
  const counts = useMemo(() => countsOf(hygiene), [hygiene]);
  const list = useIssueRows(hygiene, state);
  const selection = useSelection(list.shown, list.rows);
  const focus = useTreeFocus(room, list.rows);
  const news = useIssueNews(hygiene, print.locale);
  const acts = useIssueActs(clientId, hygiene.issues, print.day);
  const events = useMemo(() => eventsByIssue(flowband), [flowband]);
  const { rows } = useClientRows();
  // By the client's own days, as the server counts them; the advisor's where the list does not say.
  const zone = rows?.find(({ id }) => id === clientId)?.timeZone ?? print.zone;
  const today = latest(dateInZone(print.now, zone), hygiene.asOf as IsoDate);

  const showState = (next: IssueState): void => {
    show(next);
    selection.clear();
    news.read();
  };
  const keys = useIssueKeys({ room, state, list, selection, focus, acts });
  useWanted(wanted, (issue) => {
    showState(issue.state);
    list.reveal(issue.id);
    focus.goTo(issue.id);
  });

  return (
    <section className="hyl" aria-label="Issues" ref={room}>
      <HygieneHead hygiene={hygiene} open={counts.OPEN} />
      <StateFilters shown={state} counts={counts} onShow={showState} />
      {acts.problem !== null && <p className="stateline">{acts.problem}</p>}
      {news.settled !== null && (
        <p className="stateline settledline">
          {news.settled}
          {state !== 'SETTLED' && (
            <button type="button" className="lkb" onClick={() => showState('SETTLED')}>
              Show settled
            </button>
          )}
        </p>
      )}
      <LeftAsBefore refused={acts.refused} shown={new Set(list.shown.map(({ id }) => id))} onNoted={acts.noteRefused} />
      <MovedLine moved={list.moved} onReorder={list.reorder} />
      {list.shown.length === 0 ? (
        <NoIssues state={state} elsewhere={STATES.find((one) => counts[one] > 0) ?? null} onShow={showState} />
      ) : (
        <IssueTree
          hygiene={hygiene}
          state={state}
          rows={list.rows}
          at={focus.at}
          selection={selection}
          refused={acts.refused}
          events={events}
          onFocusRow={focus.noteFocus}
          onSelect={keys.select}
          onToggle={list.setOpen}
          onMore={list.showMore}
          onShowEvent={onShowEvent}
        />
      )}
      {selection.issues.length > 0 && (
        <SelectionBar
          issues={selection.issues}
          state={state}
          onSnooze={() => keys.ask('snooze', selection.issues)}
          onSnoozeUntil={(anchor) => keys.ask('snoozeUntil', selection.issues, anchor)}
          onDismiss={() => keys.ask('dismiss', selection.issues)}
          onReopen={() => keys.ask('reopen', selection.issues)}
          onClear={selection.clear}
        />
      )}
      {keys.asking?.kind === 'dismiss' && (
        <DismissDialog
          count={keys.asking.issues.length}
          onCancel={keys.stopAsking}
          onDismiss={(reason) => keys.answer({ kind: 'dismiss', reason })}
        />
      )}
      {keys.asking?.kind === 'snoozeUntil' && keys.asking.anchor !== null && (
        <SnoozeUntil
          anchor={keys.asking.anchor}
          today={today}
          onClose={keys.stopAsking}
          onSnooze={(until) => keys.answer({ kind: 'snooze', until })}
        />
      )}
      {acts.last !== null && (
        <Toast
          key={acts.last.sentence}
          message={acts.last.sentence}
          isSaid
          onClose={acts.forgetLast}
          {...(acts.last.back === null ? {} : { action: { label: 'Undo', run: acts.undo } })}
        />
      )}
    </section>
  );
}

/** What the server refused: how much, with the reasons that stand in no row of this list, until a person takes note. */
function LeftAsBefore(props: {
  refused: ReadonlyMap<string, string>;
  shown: ReadonlySet<string>;
  onNoted: () => void;
}): ReactElement | null {
  const { refused, shown, onNoted } = props;
  if (refused.size === 0) return null;
  const elsewhere = new Set([...refused].flatMap(([id, message]) => (shown.has(id) ? [] : [message])));
  return (
    <p className="stateline" role="status">
      <span>
        {countOf(refused.size, 'issue')} left as before
        {elsewhere.size === 0 ? '; the row says why.' : `: ${[...elsewhere].join(' ')}`}
      </span>
      <button type="button" className="lkb" onClick={onNoted}>
        Noted
      </button>
    </p>
  );
}

function latest(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

function eventsByIssue(flowband: FlowbandView | null): ReadonlyMap<string, readonly RestingEvent[]> {
  const events = new Map<string, RestingEvent[]>();
  for (const { number, name, issueIds } of flowband?.events ?? []) {
    for (const id of issueIds) events.set(id, [...(events.get(id) ?? []), { number, name }]);
  }
  return events;
}

/** Does it once for every issue that is asked for. */
function useWanted(wanted: WantedIssue | null, open: (issue: WantedIssue) => void): void {
  const latestOpen = useRef(open);
  useEffect(() => {
    latestOpen.current = open;
  });
  useEffect(() => {
    if (wanted !== null) latestOpen.current(wanted);
  }, [wanted]);
}
