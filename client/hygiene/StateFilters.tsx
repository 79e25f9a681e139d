import type { ReactElement } from 'react';
import { wholeNumber } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { STATES, type IssueState } from './hygiene.js';
import { STATE_WORDS } from './issueWords.js';

export interface StateFiltersProps {
  readonly shown: IssueState;
  readonly counts: Readonly<Record<IssueState, number>>;
  readonly onShow: (state: IssueState) => void;
}

/** Which issues are listed; one state at a time, each with how many. */
export function StateFilters({ shown, counts, onShow }: StateFiltersProps): ReactElement {
  const { locale } = usePrinting();
  return (
    <div className="istates" role="group" aria-label="Issues shown">
      {STATES.map((state) => (
        <button key={state} type="button" className="fc" aria-pressed={state === shown} onClick={() => onShow(state)}>
          {STATE_WORDS[state]} {wholeNumber(counts[state], locale)}
        </button>
      ))}
    </div>
  );
}
