import Dialog from '@mui/material/Dialog';
import { useState, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { useDevice, useOutbox, waitingHere } from '../offline/index.js';
import type { Session, SessionQuestion } from './session.js';

const STILL_WAITS = 'Not all of it could be sent.';
const ALL_REFUSED = 'All that could be sent was sent.';
const UNREAD = 'What waits on this device could not be read.';
const MORE = 'More was saved on this device since this was asked.';
const BROKEN = 'This device could not be read or changed. It may work on another try.';

/** Before anything that waits on this device would be lost: how much it is, and what can be done instead. */
export function WaitingDialog({ session, question }: { session: Session; question: SessionQuestion }): ReactElement {
  const [sending, setSending] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const { offlineSince } = useDevice();
  const isLeaving = question.kind === 'leaving';
  const { counted, goOn } = useGoingOn(session, question);
  // Of another person's nobody here can read what was refused.
  const waiting = counted ?? 0;
  const refused = Math.min(useOutbox().refused.length, isLeaving ? waiting : 0);
  const unsent = waiting - refused;
  const attempt = (work: Promise<void>): Promise<void> => {
    setBroken(false);
    return work.catch(() => setBroken(true));
  };
  const send = (): void => {
    setSending(true);
    void attempt(session.sendAndSignOut()).finally(() => setSending(false));
  };
  return (
    <Dialog open onClose={() => void session.stay()} aria-labelledby="waiting-title" maxWidth={false}>
      <div className="waitingdialog">
        <h2 id="waiting-title">{isLeaving ? 'Sign out' : 'Sign in on this device'}</h2>
        {question.kind === 'leaving' ? (
          <p>
            {counted === null ? UNREAD : leftWords(unsent, refused)} Signing out removes{' '}
            {refused === 0 ? 'what waits here' : 'all of it'}; it is then lost.
          </p>
        ) : (
          <p>
            {countOf(waiting, 'change')} of {question.of} on this device not sent yet, or refused. Signing in as{' '}
            {question.viewer.name} removes what waits here; it is then lost.
          </p>
        )}
        <p className="waitingproblem" role="status">
          {isBroken ? BROKEN : counted !== question.waiting ? MORE : triedWords(question, unsent)}
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
          <button type="button" className="btn pri l" onClick={() => void attempt(goOn())}>
            {isLeaving ? 'Sign out' : 'Sign in'} and remove {counted ?? 'all'}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface GoingOn {
  /** How much the person is asked about; null where it could not be read. */
  readonly counted: number | null;
  /** Does what was agreed to; asks again instead where more would be removed, as another tab has saved it meanwhile. */
  readonly goOn: () => Promise<void>;
}

/** The answer yes to a question, for as much as is there when it is given. */
function useGoingOn(session: Session, question: SessionQuestion): GoingOn {
  const [more, setMore] = useState<{ readonly than: SessionQuestion; readonly waiting: number } | null>(null);
  const counted = more?.than === question ? more.waiting : question.waiting;
  const goOn = async (): Promise<void> => {
    // What cannot be read is not compared: removing it says what is wrong.
    const here = await waitingHere().catch(() => null);
    if (session.getQuestion() !== question) return;
    const isRemoved =
      question.kind === 'leaving' ? here?.viewerId === session.viewerId() : here?.viewerId !== question.viewer.id;
    if (isRemoved && here !== null && counted !== null && here.waiting > counted) {
      setMore({ than: question, waiting: here.waiting });
    } else await session.goOn();
  };
  return { counted, goOn };
}

/** What came of sending; null where nothing was sent, or it is not known what is left. */
function triedWords(question: SessionQuestion, unsent: number): string | null {
  if (question.kind !== 'leaving' || !question.isTried || question.waiting === null) return null;
  return unsent > 0 ? STILL_WAITS : ALL_REFUSED;
}

/** What is on the device: what waits to be sent, and what the server refused, which no sending ends. */
function leftWords(unsent: number, refused: number): string {
  if (refused === 0) return `${countOf(unsent, 'change')} on this device not sent yet.`;
  if (unsent === 0) return `${countOf(refused, 'change')} on this device refused (the tray says why).`;
  return `${countOf(unsent, 'change')} on this device not sent yet, ${refused} refused (the tray says why).`;
}
