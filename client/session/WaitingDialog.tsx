import Dialog from '@mui/material/Dialog';
import { useState, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { useDevice } from '../offline/index.js';
import type { Session, SessionQuestion } from './session.js';

/** Before anything that waits on this device would be lost: how much it is, and what can be done instead. */
export function WaitingDialog({ session, question }: { session: Session; question: SessionQuestion }): ReactElement {
  const [sending, setSending] = useState(false);
  const { offlineSince } = useDevice();
  const waits = countOf(question.waiting, 'change');
  const isLeaving = question.kind === 'leaving';
  const send = (): void => {
    setSending(true);
    void session.sendAndSignOut().finally(() => setSending(false));
  };
  return (
    <Dialog open onClose={() => void session.stay()} aria-labelledby="waiting-title" maxWidth={false}>
      <div className="waitingdialog">
        <h2 id="waiting-title">{isLeaving ? 'Sign out' : 'Sign in on this device'}</h2>
        {question.kind === 'leaving' ? (
          <p>{waits} on this device not sent yet. Signing out removes what waits here; it is then lost.</p>
        ) : (
          <p>
            {waits} of {question.of} on this device not sent yet. Signing in as {question.viewer.name} removes what
            waits here; it is then lost.
          </p>
        )}
        <p className="waitingproblem" role="status">
          {question.kind === 'leaving' ? question.problem : null}
        </p>
        <div className="waitingacts">
          <button type="button" className="btn l" onClick={() => void session.stay()}>
            {isLeaving ? 'Stay signed in' : 'Do not sign in'}
          </button>
          {isLeaving && offlineSince === null && (
            <button type="button" className="btn l" aria-disabled={sending} onClick={sending ? undefined : send}>
              {sending ? 'Sending' : 'Send now'}
            </button>
          )}
          <button type="button" className="btn pri l" onClick={() => void session.goOn()}>
            {isLeaving ? 'Sign out' : 'Sign in'} and remove {question.waiting}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
