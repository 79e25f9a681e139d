import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Held } from './useHeld.js';

/** What follows from the age of these figures, what leads to newer ones, and that nothing is lost. */
export function HeldLine({ held }: { held: Held }): ReactElement {
  const { words, afterLink } = held.way;
  return (
    <p className="stateline loud" role="status">
      <CircleAlert size={14} aria-hidden="true" />
      <span>
        {held.since} {words}
        {afterLink !== null && (
          <>
            {' '}
            <Link href="/connections">Connections</Link>
            {afterLink}
          </>
        )}
        {held.isCertain && ' What is selected stays selected; what came back can be dropped or skipped.'}
      </span>
    </p>
  );
}
