import { useEffect } from 'react';
import { formatInstant } from '../../domain/wording.js';
import { useDevice } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { useViewer } from '../viewer.js';

/** As late as the offline bar is shown: what is back by then is no news. Also after what a page says when it opens. */
const SAID_AFTER_MS = 5_000;

/** Says once since when there is no connection. What is shown of it grows older each minute: that is not said. */
export function useOfflineSaid(): void {
  const announce = useAnnounce();
  const { timeZone: zone, locale } = useViewer();
  const { offlineSince } = useDevice();
  useEffect(() => {
    if (offlineSince === null) return undefined;
    const timer = setTimeout(
      () => announce(`Offline since ${formatInstant(offlineSince, { now: Date.now(), zone, locale })}.`),
      SAID_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [announce, offlineSince, zone, locale]);
}
