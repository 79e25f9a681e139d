import { createContext, useContext } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';

/** Which figure's provenance is open, and how to open another. */
export interface Explained {
  readonly open: Figure | null;
  readonly explain: (figure: Figure, from: HTMLElement) => void;
}

export const ExplainedContext = createContext<Explained>({ open: null, explain: () => undefined });

export function useExplained(): Explained {
  return useContext(ExplainedContext);
}
