import type { ReactElement } from 'react';
import type { RunwayStatus } from '../../domain/snapshot.js';
import { STATUS_WORDS } from '../../domain/wording.js';
import { StatusShape } from './StatusShape.js';
import { STATUS_CLASS } from './statusClass.js';

export interface StatusMarkProps {
  readonly status: RunwayStatus;
  /** No good sync in 48 hours: a flag beside the status, never instead of it. */
  readonly stale?: boolean;
  readonly size?: 12 | 13 | 14 | 15;
  /** Only in a row whose bar and number stand beside it: the word is then kept for assistive technology. */
  readonly wordHidden?: boolean;
}

/** Runway status by shape, word and hue together. */
export function StatusMark({ status, stale = false, size = 14, wordHidden = false }: StatusMarkProps): ReactElement {
  const wordClass = wordHidden ? 'vh' : undefined;
  return (
    <span className={`st st-${STATUS_CLASS[status]}`}>
      <StatusShape shape={status} size={size} />
      <span className={wordClass}>{STATUS_WORDS[status]}</span>
      {stale && (
        <span className="st st-stale">
          <StatusShape shape="STALE" size={size} />
          <span className={wordClass}>Stale</span>
        </span>
      )}
    </span>
  );
}
