import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

export interface WantedDecision {
  /** The decision that the address names; null where it names none. */
  readonly id: string | null;
  /** It was shown: the address forgets it, so that it can be asked for again. */
  readonly shown: () => void;
}

/** `?decision=<id>`: how the tray and links lead to one decision of a console. */
export function useWantedDecision(): WantedDecision {
  const id = new URLSearchParams(useSearch()).get('decision');
  const [address, navigate] = useLocation();
  const shown = useCallback(() => navigate(address, { replace: true }), [navigate, address]);
  return { id, shown };
}
