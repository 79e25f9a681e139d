import CloudOff from 'lucide-react/icons/cloud-off';
import { lazy, Suspense, type ReactElement } from 'react';
import { countOf, formatInstant } from '../../domain/wording.js';
import { useClientRows, useDevice } from '../offline/index.js';
import type { Viewer } from '../viewer.js';
import { ageInWords } from '../ui/ageInWords.js';
import { useLasting } from '../ui/useLasting.js';
import { useMinute } from '../ui/useMinute.js';

/** What waits is read beside the state of the line. Where this part is not on the device, the page stays without it. */
const QueueAside = lazy(() =>
  import('../queueStatus/QueueAside.js').then(
    (module) => ({ default: module.QueueAside }),
    () => ({ default: ({ otherwise }: { otherwise: ReactElement }) => otherwise }),
  ),
);

/** A server that is started anew is back by then: the page does not move down and up for it. */
const SHOWN_AFTER_MS = 5_000;

/**
 * Since when there is no connection, how old the figures are, what is on this device. Muted; nothing is blocked. No status:
 * the age grows each minute, and would be read out each minute; the status of the queue says once that there is none.
 */
export function OfflineBar({ viewer }: { viewer: Viewer }): ReactElement | null {
  const { offlineSince, lastRefreshedAt, storageProblem } = useDevice();
  const { rows } = useClientRows();
  const now = useMinute();
  const lasts = useLasting(offlineSince !== null, SHOWN_AFTER_MS);
  if (offlineSince === null || !lasts) {
    if (storageProblem === null) return null;
    return (
      <div className="offbar" role="status">
        <span>{storageProblem}</span>
      </div>
    );
  }
  const moment = { now, zone: viewer.timeZone, locale: viewer.locale };
  const kept = (
    <>
      <b>{rows === null ? 'Nothing on this device yet' : `${countOf(rows.length, 'client')} in the list`}</b>
      <span>{storageProblem ?? 'they are fetched again when online'}</span>
    </>
  );
  return (
    <div className="offbar since">
      <CloudOff size={17} aria-hidden="true" />
      <div>
        <b>Offline since {formatInstant(offlineSince, moment)}</b>
        <span>
          {lastRefreshedAt === null
            ? 'Figures as they were kept on this device'
            : `Figures last fetched ${formatInstant(lastRefreshedAt, moment)}, ${ageInWords(now - lastRefreshedAt)}`}
        </span>
      </div>
      <div className="offaside">
        <Suspense fallback={kept}>
          <QueueAside otherwise={kept} />
        </Suspense>
      </div>
    </div>
  );
}
