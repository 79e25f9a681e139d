import Dialog from '@mui/material/Dialog';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';

export interface DismissDialogProps {
  readonly count: number;
  readonly onCancel: () => void;
  readonly onDismiss: (reason: string) => void;
}

const COMMON = [
  'Checked with the client, correct as booked',
  'Known and agreed',
  'Too small to matter',
  'Not an error',
];
const LONGEST = 500;

/** Asks why; the reason is kept with the issues and in the audit. */
export function DismissDialog({ count, onCancel, onDismiss }: DismissDialogProps): ReactElement {
  const id = useId();
  const [reason, setReason] = useState('');
  const [isAsked, ask] = useState(false);
  const kept = reason.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (kept === '') ask(true);
    else onDismiss(kept);
  };
  const missing = isAsked && kept === '';
  return (
    <Dialog open onClose={onCancel} aria-labelledby={`${id}-title`} aria-describedby={`${id}-words`} maxWidth={false}>
      <form className="dismiss" onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>Dismiss {countOf(count, 'issue')}</h2>
        <p id={`${id}-words`} className="t2">
          Dismissed issues leave the list and the score. They can be opened again at any time.
        </p>
        <div className="reasons" role="group" aria-label="Common reasons">
          {COMMON.map((common) => (
            <button
              key={common}
              type="button"
              className="fc"
              aria-pressed={kept === common}
              onClick={() => setReason(common)}
            >
              {common}
            </button>
          ))}
        </div>
        <label htmlFor={`${id}-reason`}>Reason</label>
        <textarea
          id={`${id}-reason`}
          // The dialog is opened to type this.
          ref={focusOnce}
          rows={3}
          maxLength={LONGEST}
          value={reason}
          aria-invalid={missing}
          aria-describedby={missing ? `${id}-missing` : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        {missing && (
          <p id={`${id}-missing`} className="fieldproblem" role="alert">
            A reason is needed: it is kept with the issue.
          </p>
        )}
        <div className="dialogacts">
          <button type="button" className="btn l" onClick={onCancel}>
            Cancel
          </button>
          <button type="submit" className="btn pri l">
            Dismiss {countOf(count, 'issue')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
