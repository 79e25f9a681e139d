import { createContext, useContext } from 'react';
import type { Ask } from './ask.js';

export const AskContext = createContext<Ask | null>(null);

/** The way to the server, which renews the session by itself. Throws outside the app. */
export function useAsk(): Ask {
  const ask = useContext(AskContext);
  if (ask === null) throw new Error('A part of the app was shown without its connection.');
  return ask;
}
