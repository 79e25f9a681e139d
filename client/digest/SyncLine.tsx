import CircleAlert from 'lucide-react/icons/circle-alert';
import Pause from 'lucide-react/icons/pause';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import type { ClientRow } from '../offline/index.js';
import type { ClientSync } from './clientSync.js';
import { failureWords } from './failureWords.js';
import { usePrinting } from './reading.js';
import type { ConnectionNote } from './useConnectionNote.js';

export interface SyncLineProps {
  readonly row: ClientRow | null;
  readonly sync: ClientSync | null;
  /** Why newer figures could not be read; null when they could. */
  readonly error: string | null;
  readonly hasDigest: boolean;
  /** What follows the last failure; null while it is not known. */
  readonly failure: ConnectionNote['failure'];
}

/**
 * What keeps the figures from being newer, since when, and that the last good ones are shown. Nothing when all is well, and
 * nothing of the sync where there are no figures: the page itself then says it.
 */
export function SyncLine({ row, sync, error, hasDigest, failure }: SyncLineProps): ReactElement | null {
  const print = usePrinting();
  if (row === null && !hasDigest) return null;
  const state = sync?.state ?? row?.syncState;
  const lines: ReactElement[] = [];
  if (state === 'FAILING' && hasDigest) {
    lines.push(
      <Line key="failing" icon={<CircleAlert size={14} aria-hidden="true" />}>
        The sync{failureWords(sync, print)} {KEPT} {failure !== null && <Next failure={failure} />}
      </Line>,
    );
  }
  if (state === 'NEEDS_RECONNECTING' && hasDigest) {
    lines.push(
      <Line key="reconnect" icon={<CircleAlert size={14} aria-hidden="true" />}>
        The sign-in to QuickBooks has expired, so no sync runs. {KEPT} It is renewed on{' '}
        <Link href="/connections">Connections</Link>.
      </Line>,
    );
  }
  if (sync?.paused && hasDigest) {
    lines.push(
      <Line key="paused" icon={<Pause size={14} aria-hidden="true" />}>
        Reading is paused; changes in QuickBooks wait. {KEPT} It is resumed on{' '}
        <Link href="/connections">Connections</Link>.
      </Line>,
    );
  }
  if (error !== null && hasDigest) {
    lines.push(
      <Line key="error" icon={<CircleAlert size={14} aria-hidden="true" />}>
        Newer figures could not be read: {error} {KEPT}
      </Line>,
    );
  }
  return lines.length === 0 ? null : <div role="status">{lines}</div>;
}

function Next({ failure }: { failure: NonNullable<SyncLineProps['failure']> }): ReactElement {
  return (
    <>
      {failure.nextStep}
      {failure.reference !== null && <span className="t3"> Reference {failure.reference}.</span>}
    </>
  );
}

const KEPT = 'The last good figures are shown.';

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }): ReactElement {
  return (
    <p className="stateline">
      {icon}
      <span>{children}</span>
    </p>
  );
}
