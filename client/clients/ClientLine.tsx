import Check from 'lucide-react/icons/check';
import Unplug from 'lucide-react/icons/unplug';
import { memo, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import { Link } from 'wouter';
import type { ClientRow } from '../../domain/clientList.js';
import type { ReviewStanding } from '../../domain/ritual/reviewed.js';
import {
  formatFreshnessShort,
  formatInstant,
  formatWeeks,
  type ReadingMoment,
  wholeNumber,
} from '../../domain/wording.js';
import { FreshnessMark } from '../ui/FreshnessMark.js';
import type { ListMode } from '../ui/ListModeToggle.js';
import { MoneyIfKnown } from '../ui/Money.js';
import { RunwayCoverageBar } from '../ui/RunwayCoverageBar.js';
import { STATUS_CLASS } from '../ui/statusClass.js';
import { StatusMark } from '../ui/StatusMark.js';
import { WeeksChip, WordChip } from '../ui/VarianceChip.js';
import { useChanged } from '../ui/useChanged.js';
import { useLasting } from '../ui/useLasting.js';
import { Weeks } from '../ui/Weeks.js';
import { changeWords, firstSyncPercent, type SyncNow } from './clientWords.js';

export interface ClientLineProps {
  readonly row: ClientRow;
  readonly sync: SyncNow | null;
  readonly review: ReviewStanding;
  readonly mode: ListMode;
  readonly moment: ReadingMoment;
  readonly withAdvisor: boolean;
  /** Currencies mix: each amount carries its own symbol. */
  readonly withSymbol: boolean;
  /** Among the lines that the keys stop at, from 0. */
  readonly index: number;
  /** Among all rows of the grid, of which the first is its head. */
  readonly rowIndex: number;
  readonly tabbable: boolean;
  readonly onFocus: (index: number) => void;
  readonly onOpen: (id: string) => void;
}

/** One client. The whole line opens it; the name is a true link, for a new tab. */
export const ClientLine = memo(function ClientLine(props: ClientLineProps): ReactElement {
  const { row, sync, review, mode, moment, withAdvisor, withSymbol, index, rowIndex, tabbable, onFocus, onOpen } =
    props;
  const { openDecisions = 0 } = row;
  const stale = row.attention.includes('STALE');
  const { state, weeks } = row.runway;
  const changed = useChanged(row.asOf === null ? null : `${state} ${weeks} ${row.cash}`);
  const onClick = (event: MouseEvent): void => {
    // The link itself, a modified click, and a selection of text have meanings of their own.
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest('a') !== null) return;
    onOpen(row.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onOpen(row.id);
  };
  return (
    <div
      role="row"
      className={`lrow${changed ? ' changed' : ''}${openDecisions > 0 ? ' deciding' : ''}`}
      aria-rowindex={rowIndex}
      data-index={index}
      data-client={row.id}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div role="rowheader" className="c-name">
        <StatusMark status={row.runway.status} stale={stale} wordHidden />
        <Link href={`/clients/${encodeURIComponent(row.id)}`} className="cut" tabIndex={-1}>
          {row.name}
        </Link>
        {review === 'REVIEWED' && <Check className="namecheck" size={14} aria-hidden="true" />}
      </div>
      <div role="gridcell" className="c-weeks">
        {row.asOf !== null && <Weeks runway={row.runway} stale={stale} unit />}
      </div>
      <div role="gridcell" className="c-bar">
        <Coverage row={row} sync={sync} mode={mode} stale={stale} />
      </div>
      <div role="gridcell" className="c-change">
        <Change row={row} sync={sync} moment={moment} />
      </div>
      <div role="gridcell" className="c-cash">
        {row.asOf !== null && row.currency !== null && (
          <MoneyIfKnown amount={row.cash} currency={row.currency} locale={moment.locale} symbol={withSymbol} />
        )}
      </div>
      <div role="gridcell" className={row.openIssues === 0 ? 'c-issues t3' : 'c-issues'}>
        {row.asOf !== null && (
          <>
            {wholeNumber(row.openIssues, moment.locale)}
            <span className="vh">{row.openIssues === 1 ? ' open issue' : ' open issues'}</span>
          </>
        )}
      </div>
      <div role="gridcell" className="c-decisions">
        {openDecisions > 0 && (
          <>
            <b>{wholeNumber(openDecisions, moment.locale)}</b>
            <span className="waitword"> waiting</span>
          </>
        )}
      </div>
      <div role="gridcell" className="c-sync">
        <Synced row={row} sync={sync} moment={moment} stale={stale} />
      </div>
      <div role="gridcell" className="c-review">
        <Reviewed row={row} review={review} moment={moment} />
      </div>
      {withAdvisor && (
        <div role="gridcell" className="c-advisor cut">
          {row.advisorName}
        </div>
      )}
    </div>
  );
});

/** When it was reviewed this week; what was begun, and what moved since, in words. Its button is heard by `useListMarks`. */
function Reviewed(props: { row: ClientRow; review: ReviewStanding; moment: ReadingMoment }): ReactElement | null {
  const { row, review, moment } = props;
  const at = row.ritual?.reviewedAt ?? null;
  if (review === 'REVIEWED') {
    return (
      <>
        <Check size={14} aria-hidden="true" />
        <span className="vh">reviewed </span>
        <span className="when">{at === null ? 'reviewed' : formatInstant(Date.parse(at), moment)}</span>
      </>
    );
  }
  return (
    <>
      {review !== 'NOT_STARTED' && <span className="when t3">{review === 'STARTED' ? 'begun' : 'moved since'}</span>}
      {row.asOf !== null && (
        <button type="button" className="rowmark" tabIndex={-1} aria-label={`Mark ${row.name} reviewed`}>
          <i className="ring" />
          <span className="markword">Mark</span>
        </button>
      )}
    </>
  );
}

const SHOWN_AFTER_MS = 700;

type CellProps = Pick<ClientLineProps, 'row' | 'sync'>;

function Coverage({ row, sync, mode, stale }: CellProps & { mode: ListMode; stale: boolean }): ReactElement | null {
  const percent = firstSyncPercent(row, sync);
  if (percent !== null) {
    return (
      <span
        className="progress"
        role="progressbar"
        aria-label={`First sync, ${row.name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
    );
  }
  const before = row.previousRunway?.weeks ?? null;
  if (mode === 'list') return before === null ? null : <span className="t2">{formatWeeks(before)}</span>;
  return <RunwayCoverageBar client={row.name} runway={row.runway} before={before} stale={stale} />;
}

function Change({ row, sync, moment }: CellProps & { moment: ReadingMoment }): ReactElement {
  const { chip, crossed, rest } = changeWords(row, sync, moment);
  const plug = chip !== null && 'word' in chip && chip.plug;
  return (
    <>
      {chip !== null && 'weeks' in chip && <WeeksChip change={chip.weeks} />}
      {chip !== null && 'word' in chip && (
        <WordChip icon={plug ? <Unplug size={12} aria-hidden="true" /> : undefined}>{chip.word}</WordChip>
      )}
      <span className="cause cut">
        {crossed !== null && <b className={`st-${STATUS_CLASS[row.runway.status]}`}>{crossed}</b>}
        {crossed !== null && rest !== null && ' · '}
        {rest}
      </span>
    </>
  );
}

function Synced({ row, sync, moment, stale }: CellProps & { moment: ReadingMoment; stale: boolean }): ReactElement {
  const state = sync?.state ?? row.syncState;
  const lastGood = sync?.lastGoodAt ?? row.lastGoodSyncAt;
  const lastGoodSyncAt = lastGood === null ? null : Date.parse(lastGood);
  // A sync of what changed is over in a moment: the words stay where they are.
  const lasts = useLasting(state === 'SYNCING', SHOWN_AFTER_MS);
  const syncing = lasts ? { percent: sync?.percent ?? null } : null;
  if (state === 'WAITING' && row.asOf !== null) return <FreshnessMark>waiting to sync</FreshnessMark>;
  return (
    <FreshnessMark stale={stale} paused={sync?.paused ?? false} syncing={syncing}>
      {formatFreshnessShort({ lastGoodSyncAt, booksThrough: row.booksThrough }, moment)}
    </FreshnessMark>
  );
}
