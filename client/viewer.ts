import { createContext, useContext } from 'react';
import type { KeptViewer } from './offline/index.js';

/** The signed-in person: who sees what, in which zone and locale. */
export type Viewer = KeptViewer;

export const ViewerContext = createContext<Viewer | null>(null);

/** The signed-in person. Throws outside the signed-in part of the app, which is a fault of the page that asks. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === null) throw new Error('A page that needs a signed-in person was shown without one.');
  return viewer;
}
