import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import { countOf } from '../../domain/wording.js';
import { useOutbox, waitingHere } from '../offline/index.js';
import { BrandMark } from '../ui/BrandMark.js';
import { StripDrawing } from '../ui/StripDrawing.js';
import { DemoPeople } from './DemoPeople.js';
import type { SignedOutReason } from './sessionMachine.js';
import { SignInForm } from './SignInForm.js';
import { useSignIn } from './useSignIn.js';

export interface SignInPageProps {
  readonly why: SignedOutReason;
  /** Whose data is kept on this device until another person signs in; null when nobody's. */
  readonly keptFor: string | null;
}

/** The way in. */
export function SignInPage({ why, keptFor }: SignInPageProps): ReactElement {
  const attempt = useSignIn();
  useEffect(() => {
    document.title = 'Sign in · Runway';
  }, []);
  return (
    <main className="sg">
      <section className="sf">
        <div className="row gap2 sfbrand">
          <BrandMark size={28} />
          <b>Runway</b>
        </div>
        <div className="sfi">
          <h1>Sign in</h1>
          <Notice why={why} keptFor={keptFor} />
          <SignInForm attempt={attempt} />
          <DemoPeople busy={attempt.busy} onChoose={attempt.send} />
        </div>
        <p className="sm t3 sfnote">Sign-out removes client data from this device.</p>
      </section>
      <div className="sa" aria-hidden="true">
        <div className="sastrips">
          {[1, 2, 3, 4, 5].map((strip) => (
            <StripDrawing key={strip} shape="ending" />
          ))}
        </div>
      </div>
    </main>
  );
}

function Notice({ why, keptFor }: SignInPageProps): ReactElement | null {
  const waiting = useWaiting();
  if (why === 'expired') {
    const waits = `${countOf(waiting, 'change')} on this device ${waiting === 1 ? 'is' : 'are'}`;
    return (
      <p className="sfwhy" role="status">
        The session has ended.{' '}
        {keptFor !== null && `Figures kept on this device for ${keptFor} stay until another person signs in.`}
        {waiting > 0 && ` ${waits} sent once you have signed in again.`}
      </p>
    );
  }
  if (why === 'outOfReach') {
    return (
      <p className="sfwhy" role="status">
        The server is out of reach, and nobody’s data is kept on this device.
      </p>
    );
  }
  if (why === 'signedOut') {
    return (
      <p className="sfwhy" role="status">
        Signed out. Client data was removed from this device.
      </p>
    );
  }
  if (why === 'notWiped') {
    return (
      <p className="sfwhy" role="status">
        Signed out. Client data could not be removed from this device. That is tried again each time Runway is opened
        here.
      </p>
    );
  }
  return null;
}

/** How many changes on this device are not sent yet; 0 until it is known. Those that were refused wait for nothing. */
function useWaiting(): number {
  const { refused } = useOutbox();
  const [here, setHere] = useState(0);
  useEffect(() => {
    // What cannot be counted is not spoken of; it is sent all the same.
    waitingHere().then(
      (found) => setHere(found?.waiting ?? 0),
      () => setHere(0),
    );
  }, []);
  return Math.max(0, here - refused.length);
}
