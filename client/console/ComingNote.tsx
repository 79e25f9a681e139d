import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { comingCount } from './comingCount.js';

export interface ComingNoteProps {
  readonly clientId: string;
  /** Decisions on their way. */
  readonly count: number;
  /** Why the figures beside it are without them; null: they are with them. */
  readonly why: string | null;
  /** What the figures are without them, in a sentence that begins after "Without them". */
  readonly without: string;
}

/**
 * Beside figures ahead: how many of the client's decisions are on their way, whether they are in these figures, and where
 * they are weighed. Nothing where there are none.
 */
export function ComingNote({ clientId, count, why, without }: ComingNoteProps): ReactElement | null {
  if (count === 0) return null;
  const isOne = count === 1;
  return (
    <p className="note">
      {why === null ? 'With' : 'Without'} {comingCount(count)}. {why ?? `Without ${isOne ? 'it' : 'them'} ${without}`}{' '}
      <Link href={`/clients/${encodeURIComponent(clientId)}/console`} className="lkb">
        The console
      </Link>{' '}
      shows what {isOne ? 'it changes' : 'they change'}.
    </p>
  );
}
