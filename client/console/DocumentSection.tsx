import Download from 'lucide-react/icons/download';
import { useMemo, type ReactElement } from 'react';
import type { Cents } from '../../domain/units.js';
import { formatMoney, wholeNumber } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { downloadText } from '../ui/download.js';
import { FilterChip } from '../ui/FilterChip.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import { checkedOf } from './checkedOf.js';
import type { OpenDocument } from './console.js';
import { DocumentTable, type DocumentTableProps } from './DocumentTable.js';
import { PartyFilter } from './PartyFilter.js';
import { sortedBy, sumsOf, unfiltered, type TableView } from './tableView.js';
import { TouchTools } from './TouchTools.js';
import { viewCsv } from './viewCsv.js';

export interface DocumentSectionProps extends Omit<DocumentTableProps, 'label' | 'onSort'> {
  /** All of the table, before its filters. */
  readonly all: readonly OpenDocument[];
  readonly onView: (view: TableView) => void;
}

/** One table with its head: how many, how much, which of them, and the same as a file. */
export function DocumentSection(props: DocumentSectionProps): ReactElement {
  const { all, onView, ...table } = props;
  const { kind, rows, view, asOf } = table;
  const print = usePrinting();
  const isPhone = useMedia(PHONE);
  const isBill = kind === 'BILL';
  const isFiltered = view.late || view.party !== null;
  const sums = useMemo(() => sumsOf(rows, print.currency), [rows, print.currency]);
  const amounts = sums.map(({ currency, amount }) =>
    formatMoney(amount as Cents, currency, print.locale, { symbol: currency !== print.currency }),
  );
  const save = (): void =>
    downloadText(
      `${isBill ? 'bills' : 'invoices'}-${asOf}.csv`,
      'text/csv;charset=utf-8',
      viewCsv(rows, kind, asOf, table.drafts, table.decisions),
    );
  return (
    <section className="csection" aria-label={isBill ? 'Bills' : 'Invoices'}>
      <div className="csechead">
        <h2>{isBill ? 'Bills' : 'Invoices'}</h2>
        <span className="note nw">
          {wholeNumber(rows.length, print.locale)} {isFiltered ? `of ${wholeNumber(all.length, print.locale)} ` : ''}
          open
          {rows.length > 0 && `, ${amounts.join(' + ')}`}
        </span>
        <span className="sp" />
        <FilterChip
          label={isBill ? 'Due or late' : 'Overdue'}
          on={view.late}
          onToggle={() => onView({ ...view, late: !view.late })}
        />
        <PartyFilter kind={kind} all={all} party={view.party} onParty={(party) => onView({ ...view, party })} />
        <button type="button" className="btn s" onClick={save}>
          <Download size={14} aria-hidden="true" />
          CSV<span className="vh"> of the {isBill ? 'bills' : 'invoices'} shown</span>
        </button>
        {isPhone && rows.length > 0 && (
          <TouchTools
            {...{ kind, view, onView, onAll: table.onAll }}
            isAll={checkedOf(rows, table.drafts, table.decisions, table.syncedAt) === true}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <NoRows {...props} />
      ) : (
        <DocumentTable {...table} label={isBill ? 'Bills' : 'Invoices'} onSort={(by) => onView(sortedBy(view, by))} />
      )}
    </section>
  );
}

/** Says which filter leaves nothing and takes it off; or that none is open. */
function NoRows({ all, kind, view, onView }: DocumentSectionProps): ReactElement {
  const many = kind === 'BILL' ? 'bills' : 'invoices';
  if (all.length === 0) return <p className="norows">No open {many}.</p>;
  const late = kind === 'BILL' ? 'due or late' : 'overdue';
  const which = [view.late ? late : null, view.party === null ? null : `of ${view.party}`].filter(
    (one) => one !== null,
  );
  return (
    <p className="norows">
      No open {many} {which.join(' ')}.
      <button type="button" className="btn s" onClick={() => onView(unfiltered(view))}>
        Show all {many}
      </button>
    </p>
  );
}
