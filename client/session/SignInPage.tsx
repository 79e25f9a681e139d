import type { ReactElement } from 'react';
import { useEffect } from 'react';
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
  if (why === 'expired') {
    return (
      <p className="sfwhy" role="status">
        The session has ended.{' '}
        {keptFor !== null && `Figures kept on this device for ${keptFor} stay until another person signs in.`}
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
  return null;
}
