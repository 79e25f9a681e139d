import type { ReactElement } from 'react';
import type { QueueGroup } from '../../domain/ritual/queue.js';
import { DEFAULT_THRESHOLDS } from '../../domain/status.js';
import { wholeNumber } from '../../domain/wording.js';
import type { ListPart } from './queueLines.js';

/** What a group is called, and what its clients have in common; the steady have a line of their own. */
const WORDS: Record<Exclude<QueueGroup, 'STEADY'>, readonly [string, string]> = {
  CRITICAL: ['Critical', `runway under ${DEFAULT_THRESHOLDS.red} weeks`],
  CHANGED: ['Changed', 'moved by 1 week or more, or to another status'],
  NO_FRESH_DATA: ['No fresh data', 'last good figures kept'],
  NEW: ['New', 'no week before to compare with'],
};

/** Heads the rows of a group, in the same grid. */
export function GroupHead(props: { part: ListPart; rowIndex: number; locale: string }): ReactElement | null {
  const { part, rowIndex, locale } = props;
  if (part.group === 'STEADY') return null;
  const [name, why] = WORDS[part.group];
  return (
    <div role="row" className="lgroup" aria-rowindex={rowIndex}>
      <div role="rowheader" className="cut">
        <b>{name}</b> <span>{wholeNumber(part.rows.length, locale)}</span>{' '}
        <span className="t3">
          {part.group === 'CRITICAL' && hasOwnLimit(part) ? 'runway under the client’s own limit' : why}
        </span>
      </div>
    </div>
  );
}

/** A firm or a client may call more weeks critical than the product does; its rows carry the status alone. */
function hasOwnLimit({ rows }: ListPart): boolean {
  return rows.some(({ runway }) => runway.status === 'RED' && (runway.weeks ?? 0) >= DEFAULT_THRESHOLDS.red);
}
