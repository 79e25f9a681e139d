import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { ReadingMoment } from '../../domain/wording.js';
import { StatusShape } from '../ui/StatusShape.js';
import { GroupImpact } from './GroupImpact.js';
import type { TrayGroup } from './trayGroups.js';
import { MOST_ROWS } from './trayPlaces.js';
import { TrayRow } from './TrayRow.js';
import type { TrayActs } from './useTrayActs.js';
import { mayBeWeighed } from './weighedGroups.js';

export interface TrayGroupRowsProps {
  readonly group: TrayGroup;
  /** Place of its first row among all rows of the tray. */
  readonly from: number;
  /** Place of the row with the Tab stop. */
  readonly at: number;
  readonly moment: ReadingMoment & { readonly now: number };
  /** Amounts of the tray are in more than one currency. */
  readonly isMixed: boolean;
  readonly acts: TrayActs;
  readonly onFocusRow: (place: number) => void;
  readonly onOpen: (address: string) => void;
}

/** One client: its name, what its decisions do to the forecast, and the decisions. */
export function TrayGroupRows(props: TrayGroupRowsProps): ReactElement {
  const { group, from, at, moment, isMixed, acts, onFocusRow, onOpen } = props;
  const { row, clientId, decisions } = group;
  const rest = decisions.length - MOST_ROWS;
  const console = `/clients/${encodeURIComponent(clientId)}/console`;
  return (
    <div role="rowgroup" className="tgroup" aria-label={row?.name ?? 'A client that is no longer yours'}>
      <div role="row" className="tname">
        <div role="rowheader">
          {row !== null && <StatusShape shape={row.runway.status} size={13} />}
          <b>{row?.name ?? 'A client that is no longer yours'}</b>
        </div>
        <div role="gridcell" className="timpact">
          {mayBeWeighed(group) && <GroupImpact clientId={clientId} moment={moment} isMixed={isMixed} />}
        </div>
      </div>
      {decisions.slice(0, MOST_ROWS).map((decision, index) => (
        <TrayRow
          key={decision.id}
          decision={decision}
          place={from + index}
          isAt={from + index === at}
          moment={moment}
          isMarked={isMixed || decision.currency !== row?.currency}
          acts={acts}
          onFocus={onFocusRow}
          onOpen={onOpen}
        />
      ))}
      {rest > 0 && (
        <div role="row" className="tmore">
          <div role="gridcell">
            <Link
              href={console}
              onClick={(event) => {
                event.preventDefault();
                onOpen(console);
              }}
            >
              {rest} more in the console
            </Link>
          </div>
        </div>
      )}
    </div>
  );
}
