import { useState } from 'react';
import { useSession } from './SessionContext.js';
import type { SignInRefusal } from './session.js';

export interface SignInAttempt {
  readonly busy: boolean;
  /** Why the last attempt was not accepted; null before one, and while one runs. */
  readonly refusal: SignInRefusal | null;
  readonly send: (email: string, password: string) => void;
}

const OUT_OF_REACH = 'The server is out of reach. Signing in needs a connection.';
const ILL = 'The server did not answer as it should. Try again in a moment.';

/** One attempt to sign in at a time; what was refused is said in words. */
export function useSignIn(): SignInAttempt {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const send = (email: string, password: string): void => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    session
      .signIn(email, password)
      .then(setRefusal)
      .catch((error: unknown) => setRefusal({ field: null, message: error instanceof TypeError ? OUT_OF_REACH : ILL }))
      .finally(() => setBusy(false));
  };
  return { busy, refusal, send };
}
