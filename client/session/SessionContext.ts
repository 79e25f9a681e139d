import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Session, SessionQuestion } from './session.js';
import type { SessionState } from './sessionMachine.js';

export const SessionContext = createContext<Session | null>(null);

/** The page's session. Throws outside the app, which is a fault of the page that asks. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A part of the app was shown without its session.');
  return session;
}

/** Who is here, kept current. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.get);
}

/** What is to be answered before the session goes on; null when nothing is. */
export function useSessionQuestion(): SessionQuestion | null {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getQuestion);
}
