import CloudOff from 'lucide-react/icons/cloud-off';
import type { ReactElement } from 'react';
import { formatInstant } from '../../domain/wording.js';
import { ageInWords } from '../ui/ageInWords.js';
import { usePrinting } from './reading.js';

/**
 * How old the figures are while there is no connection; `keptAt` is null when there is one. Shown beside the freshness,
 * where it moves nothing: a connection may be gone for seconds. Narrower screens have a bar that shows it. No status: the
 * age would be read out each minute.
 */
export function KeptOffline({ keptAt }: { keptAt: number | null }): ReactElement {
  const print = usePrinting();
  return (
    <span className="fresh keptoffline">
      {keptAt !== null && (
        <>
          <CloudOff size={14} aria-hidden="true" />
          <span>
            Offline. These figures were fetched {formatInstant(keptAt, print)}, {ageInWords(print.now - keptAt)}.
          </span>
        </>
      )}
    </span>
  );
}
