import Pin from 'lucide-react/icons/pin';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { formatInstant, type ReadingMoment } from '../../domain/wording.js';
import type { TakeChoice } from '../offline/index.js';
import { ageInWords } from '../ui/ageInWords.js';
import { sizeWords, type TakenLine } from './takenLines.js';

export interface DeviceLineProps {
  readonly line: TakenLine;
  readonly moment: ReadingMoment & { readonly now: number };
  readonly onChoose: (line: TakenLine, choice: TakeChoice) => void;
}

const STATE_WORDS: Readonly<Record<TakenLine['state'], string>> = {
  FRESH: 'fresh',
  OLDER: 'a newer one is fetched next',
  MISSING: 'fetched next',
  LEFT_OUT: 'not on this device; taken along again when it is opened',
  NONE: 'nothing to keep before its first sync',
};

/** One client: version, age and size of what is kept, and the choice. */
export function DeviceLine({ line, moment, onChoose }: DeviceLineProps): ReactElement {
  const { clientId, name, choice, state, version, fetchedAt, bytes } = line;
  const isPinned = choice === 'PINNED';
  const isLeftOut = choice === 'LEFT_OUT';
  return (
    <li className="devline">
      <Link href={`/clients/${encodeURIComponent(clientId)}`} className="devname cut">
        {name}
      </Link>
      <span className="devstate">
        {STATE_WORDS[state]}
        {version !== null && <span className="t3 devversion"> · version {version.slice(0, 12)}</span>}
      </span>
      <span className="devage t2">
        {fetchedAt !== null && `${formatInstant(fetchedAt, moment)}, ${ageInWords(moment.now - fetchedAt)}`}
      </span>
      <span className="r devsize">{bytes > 0 && sizeWords(bytes, moment.locale)}</span>
      <span className="devacts">
        <button
          type="button"
          className="btn s"
          aria-pressed={isPinned}
          onClick={() => onChoose(line, isPinned ? 'TAKEN' : 'PINNED')}
        >
          <Pin size={13} aria-hidden="true" />
          {isPinned ? 'Pinned' : 'Pin'}
          <span className="vh"> {name}</span>
        </button>
        <button type="button" className="btn s qt" onClick={() => onChoose(line, isLeftOut ? 'TAKEN' : 'LEFT_OUT')}>
          {isLeftOut ? 'Take along' : 'Remove'}
          <span className="vh"> {name}</span>
        </button>
      </span>
    </li>
  );
}
