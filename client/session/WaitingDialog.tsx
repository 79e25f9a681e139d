import Dialog from '@mui/material/Dialog';
import { useState, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { useDevice, useOutbox } from '../offline/index.js';
import type { Session, SessionQuestion } from './session.js';

const STILL_WAITS = 'Not all of it could be sent.';
const ALL_REFUSED = 'All that could be sent was sent.';

/** Before anything that waits on this device would be lost: how much it is, and what can be done instead. */
export function WaitingDialog({ session, question }: { session: Session; question: SessionQuestion }): ReactElement {
  const [sending, setSending] = useState(false);
  const { offlineSince } = useDevice();
  const isLeaving = question.kind === 'leaving';
  // Of another person's nobody here can read what was refused.
  const refused = Math.min(useOutbox().refused.length, isLeaving ? question.waiting : 0);
  const unsent = question.waiting - refused;
  const send = (): void => {
    setSending(true);
    void session.sendAndSignOut().finally(() => setSending(false));
  };
  return (
    <Dialog open onClose={() => void session.stay()} aria-labelledby="waiting-title" maxWidth={false}>
      <div className="waitingdialog">
        <h2 id="waiting-title">{isLeaving ? 'Sign out' : 'Sign in on this device'}</h2>
        {question.kind === 'leaving' ? (
          <p>
            {leftWords(unsent, refused)} Signing out removes {refused === 0 ? 'what waits here' : 'all of it'}; it is
            then lost.
          </p>
        ) : (
          <p>
            {countOf(question.waiting, 'change')} of {question.of} on this device not sent yet, or refused. Signing in
            as {question.viewer.name} removes what waits here; it is then lost.
          </p>
        )}
        <p className="waitingproblem" role="status">
          {question.kind === 'leaving' && question.isTried && (unsent > 0 ? STILL_WAITS : ALL_REFUSED)}
        </p>
        <div className="waitingacts">
          <button type="button" className="btn l" onClick={() => void session.stay()}>
            {isLeaving ? 'Stay signed in' : 'Do not sign in'}
          </button>
          {isLeaving && unsent > 0 && offlineSince === null && (
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

/** What is on the device: what waits to be sent, and what the server refused, which no sending ends. */
function leftWords(unsent: number, refused: number): string {
  if (refused === 0) return `${countOf(unsent, 'change')} on this device not sent yet.`;
  if (unsent === 0) return `${countOf(refused, 'change')} on this device refused (the tray says why).`;
  return `${countOf(unsent, 'change')} on this device not sent yet, ${refused} refused (the tray says why).`;
}
