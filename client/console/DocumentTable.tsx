import { useImperativeHandle, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useMedia } from '../ui/useMedia.js';
import { useRoving } from '../ui/useRoving.js';
import { useWindow } from '../ui/useWindow.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { checkedOf } from './checkedOf.js';
import { daysLate, type DocumentKind, type IssueMark, type OpenDocument } from './console.js';
import { standingOf } from './decisionWords.js';
import { DocumentRow } from './DocumentRow.js';
import { isField, keyAct } from './rowKeys.js';
import type { RowActs } from './rowActs.js';
import { TableColumns } from './TableColumns.js';
import type { SortBy, TableView } from './tableView.js';
import { useFocusInRow } from './useFocusInRow.js';

/** A table of a console, for who moves between the two. */
export interface TableHandle {
  /** To a row, or to the last where there are fewer. */
  readonly goTo: (row: number) => void;
  /** The row with the Tab stop. */
  readonly at: number;
}

export interface DocumentTableProps {
  readonly clientId: string;
  readonly kind: DocumentKind;
  readonly label: string;
  readonly rows: readonly OpenDocument[];
  readonly view: TableView;
  readonly asOf: string;
  readonly syncedAt: string;
  readonly marks: ReadonlyMap<string, readonly IssueMark[]>;
  readonly decisions: ReadonlyMap<string, DecisionShown>;
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  readonly editing: { readonly key: string; readonly at: 'all' | 'day' } | null;
  readonly offline: boolean;
  readonly acts: RowActs;
  readonly handle: Ref<TableHandle>;
  readonly onSort: (by: SortBy) => void;
  readonly onAll: () => void;
  /** Down from the last row, or up from the first. */
  readonly onLeave: (by: 1 | -1) => void;
}

/** Above this, only rows in sight are drawn. */
const ALL_AT_ONCE = 60;
const NO_MARKS: readonly IssueMark[] = [];

/** Open bills or invoices as a grid with one Tab stop. */
export function DocumentTable(props: DocumentTableProps): ReactElement {
  const { clientId, kind, rows, view, asOf, syncedAt, marks, decisions, drafts, editing, offline, acts } = props;
  // A printed page cannot be scrolled: it has every row.
  const isPrinted = useMedia('print');
  const { from, to, above, below, reveal, body } = useWindow(rows.length, isPrinted ? Infinity : ALL_AT_ONCE);
  const { place, grid, onKeyDown, onRowFocus, goTo } = useRoving(rows.length, reveal);
  useImperativeHandle(props.handle, () => ({ goTo: (row) => goTo(Math.min(row, rows.length - 1)), at: place.row }), [
    goTo,
    place.row,
    rows.length,
  ]);
  const { onFocus, onBlur } = useFocusInRow();
  const keyed = (event: KeyboardEvent): void => {
    if (isField(event.target)) return leaveField(event, acts, () => goTo(place.row));
    const row = place.head < 0 ? rows[place.row] : undefined;
    const by = leaving(event, place, rows.length);
    if (by !== null) {
      event.preventDefault();
      return props.onLeave(by);
    }
    if (row !== undefined && keyAct(event, { kind, key: row.key, acts, drafts, onAll: props.onAll })) {
      event.preventDefault();
      return;
    }
    onKeyDown(event);
  };
  // The Tab stop must be among the rows that are drawn.
  const stop = Math.min(Math.max(place.row, from), Math.max(from, to - 1));
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      className={`cgrid ${kind === 'BILL' ? 'bills' : 'invoices'}`}
      onKeyDown={keyed}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <TableColumns
        kind={kind}
        view={view}
        checked={checkedOf(rows, drafts, decisions, syncedAt)}
        tabbable={place.head}
        onSort={props.onSort}
        onAll={props.onAll}
      />
      <div role="rowgroup" ref={body} style={{ paddingTop: above, paddingBottom: below }}>
        {rows.slice(from, to).map((document, offset) => {
          const decision = decisions.get(document.key) ?? null;
          const standing = standingOf(decision, syncedAt);
          return (
            <DocumentRow
              key={document.key}
              clientId={clientId}
              kind={kind}
              document={document}
              late={daysLate(document, asOf)}
              marks={marks.get(document.key) ?? NO_MARKS}
              decision={decision}
              standing={standing}
              draft={drafts.get(document.key) ?? null}
              editing={editing?.key === document.key ? editing.at : null}
              offline={offline}
              index={from + offset}
              tabbable={place.head < 0 && from + offset === stop}
              onRowFocus={onRowFocus}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

/** `j` and the down arrow leave from the last row, `k` from the first; the up arrow goes to the heads. */
function leaving(event: KeyboardEvent, place: { row: number; head: number }, count: number): 1 | -1 | null {
  if (event.metaKey || event.ctrlKey || event.altKey || place.head >= 0) return null;
  if ((event.key === 'j' || event.key === 'ArrowDown') && place.row >= count - 1) return 1;
  return event.key === 'k' && place.row === 0 ? -1 : null;
}

/** In a field every key is the field's, but for the ways out of it. */
function leaveField(event: KeyboardEvent, acts: RowActs, back: () => void): void {
  if (event.key !== 'Escape' && (event.key !== 'Enter' || event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  acts.open(null);
  back();
}
