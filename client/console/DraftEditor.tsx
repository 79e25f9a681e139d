import { useEffect, useId, useRef, type ReactElement } from 'react';
import { addDays } from '../../domain/calendar.js';
import type { Cents } from '../../domain/units.js';
import { formatMoney } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { DayField } from '../forecast/DayField.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { AccountSelect } from './AccountSelect.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { useConsole } from './ConsoleContext.js';
import { nameOf, type DocumentKind, type OpenDocument } from './console.js';
import { KINDS, LATEST_DAYS } from './draftDefaults.js';
import type { RowActs } from './rowActs.js';

export interface DraftEditorProps {
  readonly kind: DocumentKind;
  readonly document: OpenDocument;
  readonly checked: CheckedDraft;
  /** Takes the focus to the day. */
  readonly onDay: boolean;
  readonly acts: RowActs;
}

/** The parts of one decision in its row: what it does, from which account, how much, for which day. */
export function DraftEditor({ kind, document, checked, onDay, acts }: DraftEditorProps): ReactElement {
  const { draft } = checked;
  const room = useRef<HTMLDivElement>(null);
  const wanted = onDay ? 'input[type="date"]' : '[aria-pressed="true"]';
  useEffect(() => {
    room.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [wanted]);
  return (
    <div className="editor" role="group" aria-label={`Decision for ${nameOf(document)}`} ref={room}>
      <div className="seg" role="group" aria-label="Decision">
        {KINDS[kind].map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={draft.kind === one}
            onClick={() => acts.decide(kind, [document.key], one)}
          >
            {KIND_WORDS[one]}
          </button>
        ))}
      </div>
      {draft.kind === 'RECORD_PAYMENT' && <PaymentParts document={document} checked={checked} acts={acts} />}
      {draft.kind === 'PLAN' && <PlanPart document={document} checked={checked} acts={acts} />}
      {draft.kind === 'REMIND' && <span className="note">QuickBooks e-mails the invoice again.</span>}
      {draft.kind === 'SKIP' && <span className="note">Looked at and left as it is.</span>}
      <button type="button" className="btn s qt" onClick={() => acts.open(null)}>
        Close
      </button>
    </div>
  );
}

type PartProps = Pick<DraftEditorProps, 'document' | 'checked' | 'acts'>;

function PaymentParts({ document, checked, acts }: PartProps): ReactElement {
  const id = useId();
  const print = usePrinting();
  const { accounts } = useConsole();
  const { draft, amount, field } = checked;
  const full = formatMoney(document.openBalance as Cents, document.currency, print.locale);
  const isSum = draft.amountText !== null && /[-+*/()\u2212×÷]/.test(draft.amountText.trim().slice(1));
  return (
    <>
      <span className="editpart">
        <label htmlFor={`${id}-from`}>From</label>
        <AccountSelect
          id={`${id}-from`}
          accounts={accounts}
          value={draft.accountId}
          isInvalid={field === 'account'}
          onChoose={(accountId) => acts.edit(document.key, { accountId })}
        />
      </span>
      <span className="editpart">
        <label htmlFor={`${id}-amount`}>Amount</label>
        <input
          id={`${id}-amount`}
          className="fieldbox amount"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={draft.amountText ?? full}
          title="A sum works too: 895/2, 1,200 + 80"
          aria-invalid={field === 'amount'}
          aria-describedby={`${id}-of`}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => acts.edit(document.key, { amountText: event.currentTarget.value })}
        />
      </span>
      <span className="note nw" id={`${id}-of`}>
        {isSum && amount !== null && `= ${formatMoney(amount as Cents, document.currency, print.locale)} `}
        of {full}
      </span>
      {amount !== document.openBalance && (
        <button type="button" className="lkb" onClick={() => acts.edit(document.key, { amountText: null })}>
          Full
        </button>
      )}
    </>
  );
}

function PlanPart({ document, checked, acts }: PartProps): ReactElement {
  const id = useId();
  const { today } = useConsole();
  return (
    <>
      <span className="editpart">
        <label htmlFor={`${id}-day`}>For</label>
        <DayField
          id={`${id}-day`}
          value={checked.draft.plannedFor}
          min={addDays(today, 1)}
          max={addDays(today, LATEST_DAYS)}
          problemId={undefined}
          onChange={(plannedFor) => acts.edit(document.key, { plannedFor })}
        />
      </span>
      <span className="note keyshint" aria-hidden="true">
        t + − w k m h
      </span>
    </>
  );
}
