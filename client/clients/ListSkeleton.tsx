import type { ReactElement } from 'react';
import { AfterAWhile, Bone, SkeletonRows } from '../ui/SkeletonRows.js';

const ROWS = 14;

/** The list's own geometry, without figures; after 120 ms. */
export function ListSkeleton(): ReactElement {
  return (
    <AfterAWhile>
      <p className="vh" role="status">
        Loading clients
      </p>
      <div className="pad">
        <div className="tools" aria-hidden="true">
          <Bone width="232px" height={32} />
          <Bone width="148px" height={28} />
          <Bone width="80px" height={28} />
          <Bone width="104px" height={28} />
          <div className="toolsend">
            <Bone width="130px" height={28} />
            <Bone width="128px" height={28} />
          </div>
        </div>
      </div>
      <div className="lgrid skeleton">
        <div className="lhead" aria-hidden="true">
          <div className="lcols" />
        </div>
        <SkeletonRows
          count={ROWS}
          row={(index) => (
            <div className="lrow">
              <div className="c-name">
                <Bone width="14px" height={14} />
                <Bone width={`${46 + ((index * 29) % 40)}%`} />
              </div>
              <div className="c-weeks">
                <Bone width="28px" />
              </div>
              <div className="c-bar">
                <Bone width="100%" height={8} />
              </div>
              <div className="c-change">
                <Bone width="58px" height={20} />
              </div>
              <div className="c-cash">
                <Bone width="72px" />
              </div>
              <div className="c-issues">
                <Bone width="18px" />
              </div>
              <div className="c-decisions" />
              <div className="c-sync">
                <Bone width="84px" />
              </div>
            </div>
          )}
        />
      </div>
    </AfterAWhile>
  );
}
