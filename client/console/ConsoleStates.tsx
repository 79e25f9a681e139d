import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { AfterAWhile, Bone, SkeletonRows } from '../ui/SkeletonRows.js';
import { StripDrawing } from '../ui/StripDrawing.js';

const ROWS = 6;

/** The tab's own geometry without figures; after 120 ms. */
export function ConsoleSkeleton(): ReactElement {
  return (
    <AfterAWhile>
      <div className="cn" aria-busy="true">
        <span className="vh" role="status">
          The open bills and invoices are being read.
        </span>
        <div className="cnl" aria-hidden="true">
          {['bills', 'invoices'].map((table) => (
            <div key={table} className="csection">
              <div className="csechead">
                <Bone width="180px" height={18} />
              </div>
              <SkeletonRows
                count={ROWS}
                row={(index) => (
                  <div className="crow skel">
                    <Bone width="16px" height={16} />
                    <Bone width={`${180 + ((index * 37) % 90)}px`} />
                    <span className="sp" />
                    <Bone width="64px" />
                    <Bone width="84px" />
                  </div>
                )}
              />
            </div>
          ))}
        </div>
        <div className="cnr" aria-hidden="true">
          <Bone width="180px" height={18} />
        </div>
      </div>
    </AfterAWhile>
  );
}

/** No bill and no invoice is open. */
export function NothingOpen({ asOf }: { asOf: string }): ReactElement {
  const print = usePrinting();
  return (
    <div className="nothingopen">
      <StripDrawing />
      <h2>Nothing is open</h2>
      <p className="t2">
        As of {print.day(asOf)} the books have no open bill and no open invoice. What is entered in QuickBooks stands
        here after the next sync.
      </p>
    </div>
  );
}
