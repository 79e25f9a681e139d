import type { ReactElement } from 'react';
import { AfterAWhile, Bone, SkeletonRows } from '../ui/SkeletonRows.js';
import type { IssueState } from './hygiene.js';
import { STATE_WORDS } from './issueWords.js';

const ROWS = 7;

/** The tab's own geometry without issues; after 120 ms. */
export function HygieneSkeleton(): ReactElement {
  return (
    <AfterAWhile>
      <div className="hy" aria-busy="true">
        <span className="vh" role="status">
          The issues are being read.
        </span>
        <div className="hyl" aria-hidden="true">
          <div className="ihy">
            <div>
              <Bone width="220px" height={18} />
              <div className="note">
                <Bone width="280px" />
              </div>
            </div>
            <Bone width="84px" height={34} />
          </div>
          <div className="istates">
            {[72, 90, 98, 84].map((width) => (
              <Bone key={width} width={`${width}px`} height={28} />
            ))}
          </div>
          <div className="itree">
            <div className="irow ihead" />
            <SkeletonRows
              count={ROWS}
              row={(index) => (
                <div className="irow rule">
                  <span className="i-sel" />
                  <span className="i-name">
                    <Bone width={`${52 + ((index * 17) % 40)}%`} />
                  </span>
                  <span className="i-price">
                    <Bone width="132px" />
                  </span>
                  <span className="i-stake">
                    <Bone width="60px" />
                  </span>
                  <span className="i-fix">
                    <Bone width="34px" />
                  </span>
                </div>
              )}
            />
          </div>
        </div>
        <div className="hyr" aria-hidden="true">
          <Bone width="100%" height={268} />
        </div>
      </div>
    </AfterAWhile>
  );
}

const NONE: Readonly<Record<IssueState, string>> = {
  OPEN: 'Nothing is open: every rule was asked, and what it found is snoozed, dismissed or settled.',
  SNOOZED: 'No issue is snoozed. A snoozed one is out of the open ones until a day, or until its data changes.',
  DISMISSED: 'No issue is dismissed. A dismissed one keeps the reason it was given.',
  SETTLED: 'No issue was settled by the books in the last 90 days.',
};

/** Says which filter leaves nothing, and leads to where something is. */
export function NoIssues(props: {
  state: IssueState;
  /** A state that has issues; null when none has. */
  elsewhere: IssueState | null;
  onShow: (state: IssueState) => void;
}): ReactElement {
  const { state, elsewhere, onShow } = props;
  return (
    <div className="noissues">
      <p>{state === 'OPEN' && elsewhere === null ? 'Every rule was asked, and none found anything.' : NONE[state]}</p>
      {elsewhere !== null && (
        <button type="button" className="btn s" onClick={() => onShow(elsewhere)}>
          Show {STATE_WORDS[elsewhere].toLowerCase()} issues
        </button>
      )}
    </div>
  );
}
