import { useMemo, type ReactElement } from 'react';
import { Link } from 'wouter';
import { countOf } from '../../domain/wording.js';
import { useDecisions, useDigest } from '../offline/index.js';
import { comingOf } from './comingDecisions.js';

/**
 * Beside figures ahead that were made without them: how many of the client's decisions are on their way, and where they are
 * weighed. Nothing where there are none.
 */
export function WithoutComing({ clientId }: { clientId: string }): ReactElement | null {
  const { review } = useDigest(clientId);
  const decisions = useDecisions(clientId);
  const console = review?.console ?? null;
  const count = useMemo(() => (console === null ? 0 : comingOf(decisions, console).length), [decisions, console]);
  if (count === 0) return null;
  return (
    <p className="note">
      Without {countOf(count, 'decision', 'decisions')} on {count === 1 ? 'its' : 'their'} way.{' '}
      <Link href={`/clients/${encodeURIComponent(clientId)}/console`} className="lkb">
        The console
      </Link>{' '}
      shows what {count === 1 ? 'it changes' : 'they change'}.
    </p>
  );
}
