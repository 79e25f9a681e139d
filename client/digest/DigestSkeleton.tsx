import type { ReactElement } from 'react';
import { Bone, SkeletonRows } from '../ui/SkeletonRows.js';

/** The digest's geometry before there is anything to show. */
export function DigestSkeleton(): ReactElement {
  return (
    <div className="dg" aria-busy="true">
      <span className="vh" role="status">
        The figures are being read.
      </span>
      <div className="dgl" aria-hidden="true">
        <div className="hero">
          <div className="herotop">
            <Bone width="112px" height={58} />
            <div className="herounit">
              <Bone width="150px" height={18} />
            </div>
          </div>
          <Bone width="100%" height={22} />
          <div style={{ height: 24 }} />
        </div>
        <div className="figs">
          {[0, 1, 2, 3].map((figure) => (
            <div key={figure} className="figbone">
              <Bone width="60%" />
              <Bone width="80%" height={20} />
              <Bone width="50%" height={20} />
            </div>
          ))}
        </div>
        <div className="two">
          {[0, 1].map((column) => (
            <SkeletonRows
              key={column}
              count={6}
              row={(index) => (
                <div className="rowbone">
                  <Bone width={`${50 - index * 4}%`} />
                  <span className="sp" />
                  <Bone width="72px" />
                </div>
              )}
            />
          ))}
        </div>
        <div className="chartroom">
          <Bone width="100%" height={196} />
        </div>
      </div>
    </div>
  );
}
