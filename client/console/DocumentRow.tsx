import { memo, type MouseEvent, type ReactElement } from 'react';
import { Link } from 'wouter';
import type { Cents } from '../../domain/units.js';
import { formatDaysToDue, formatMoney } from '../../domain/wording.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { usePrinting } from '../digest/reading.js';
import { tabAddress } from '../digest/clientTabs.js';
import { DecisionMark } from '../ui/DecisionMark.js';
import { DocumentName } from '../ui/DocumentName.js';
import { SelectBox } from '../ui/SelectBox.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { nameOf, type DocumentKind, type IssueMark, type OpenDocument } from './console.js';
import { DecisionCell } from './DecisionCell.js';
import { canDecide, stateWords, type Standing } from './decisionWords.js';
import { DocumentParts } from './DocumentParts.js';
import { DraftEditor } from './DraftEditor.js';
import { DraftImpact } from './DraftImpact.js';
import type { RowActs } from './rowActs.js';
import { sentDay } from './sentDay.js';

export interface DocumentRowProps {
  readonly clientId: string;
  readonly kind: DocumentKind;
  readonly document: OpenDocument;
  /** Days past due; null without a due date. */
  readonly late: number | null;
  readonly marks: readonly IssueMark[];
  readonly decision: DecisionShown | null;
  readonly standing: Standing;
  readonly draft: CheckedDraft | null;
  readonly editing: 'all' | 'day' | null;
  readonly offline: boolean;
  /** Place among all rows of the view, from 0. */
  readonly index: number;
  readonly tabbable: boolean;
  readonly onRowFocus: (index: number) => void;
  readonly acts: RowActs;
}

/** One open bill or invoice, with what is decided of it. */
export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps): ReactElement {
  const { clientId, kind, document, late, marks, decision, standing, draft, editing, index, tabbable, acts } = props;
  const print = usePrinting();
  const free = canDecide(standing, decision);
  const onToggle = (event: MouseEvent): void => {
    if (event.shiftKey) acts.extendTo(kind, document.key);
    else acts.toggle(kind, document.key);
  };
  return (
    <div
      role="row"
      className={rowClass(draft, standing, editing !== null)}
      aria-rowindex={index + 2}
      aria-selected={free ? draft !== null : undefined}
      data-index={index}
      data-document={document.key}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => {
        props.onRowFocus(index);
        acts.noteFocus(kind);
      }}
    >
      <div role="gridcell" className="o-sel">
        {!free || (standing === 'BACK' && draft === null && decision !== null) ? (
          decision !== null && (
            <DecisionMark state={decision.state} word={stateWords(decision, 0, props.offline)} wordHidden />
          )
        ) : (
          <SelectBox label={`Select ${nameOf(document)}`} checked={draft !== null} onToggle={onToggle} />
        )}
      </div>
      <div role="rowheader" className="o-name">
        <DocumentName name={document.name} number={document.number} />
        {marks.length > 0 && <IssueLink clientId={clientId} marks={marks} tabbable={tabbable} />}
        <DocumentParts kind={kind} document={document} />
      </div>
      {kind === 'INVOICE' && (
        <div role="gridcell" className="o-usual">
          {document.usualDelay !== null && <UsualDelay days={document.usualDelay} />}
        </div>
      )}
      <div role="gridcell" className="o-due">
        {document.dueDate === null ? <span className="t3">no date</span> : print.shortDay(document.dueDate)}
      </div>
      <div role="gridcell" className={late !== null && late > 0 ? 'o-late str' : 'o-late t3'}>
        {formatDaysToDue(late === null ? null : -late)}
      </div>
      <div role="gridcell" className="o-balance">
        {decision?.state === 'CONFLICTED' && (
          <span className="t3" aria-hidden="true">
            ≠{' '}
          </span>
        )}
        {formatMoney(document.openBalance as Cents, document.currency, print.locale, {
          symbol: document.currency !== print.currency,
        })}
      </div>
      <div role="gridcell" className="o-decision">
        <DecisionCell {...props} />
      </div>
      <div role="gridcell" className="o-last">
        {kind === 'INVOICE' ? <LastSent at={document.lastSentAt} /> : draft !== null && <DraftImpact draft={draft} />}
      </div>
      {draft !== null && (editing !== null || draft.problem !== null) && (
        <div role="gridcell" className="o-edit">
          {editing !== null && (
            <DraftEditor kind={kind} document={document} checked={draft} onDay={editing === 'day'} acts={acts} />
          )}
          {draft.problem !== null && (
            <p className="fieldproblem" role={editing === null ? undefined : 'alert'}>
              {draft.problem}
            </p>
          )}
        </div>
      )}
    </div>
  );
});

function rowClass(draft: CheckedDraft | null, standing: Standing, isEditing: boolean): string {
  const classes = ['crow'];
  if (draft !== null) classes.push('on');
  if (standing === 'OPEN') classes.push('under');
  if (isEditing) classes.push('editing');
  return classes.join(' ');
}

/** `?`: an open issue rests on it; leads there. */
function IssueLink(props: { clientId: string; marks: readonly IssueMark[]; tabbable: boolean }): ReactElement {
  const { clientId, marks, tabbable } = props;
  const [first] = marks;
  const words = marks.map(({ reason }) => reason).join(' ');
  return (
    <Link
      href={`${tabAddress(clientId, 'hygiene')}?issue=${encodeURIComponent(first?.id ?? '')}`}
      className="qmark"
      title={words}
      tabIndex={tabbable ? 0 : -1}
    >
      ?<span className="vh"> issue: {words}</span>
    </Link>
  );
}

function UsualDelay({ days }: { days: number }): ReactElement {
  if (days === 0) return <span className="t3">on time</span>;
  return (
    <span className="t3">
      {Math.abs(days)} d {days > 0 ? 'late' : 'early'}
    </span>
  );
}

function LastSent({ at }: { at: string | null }): ReactElement {
  const print = usePrinting();
  return <span className="t3">{at === null ? 'never' : sentDay(at, print)}</span>;
}
