import type { ReactElement } from 'react';
import type { IsoDate } from '../../domain/units.js';
import { formatFreshness } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { usePrinting } from './reading.js';

/** On paper alone: whose figures these are, the date they stand for and how fresh they are, at the foot of the page. */
export function PrintFooter({ digest, client }: { digest: DigestView; client: string }): ReactElement {
  const print = usePrinting();
  const fresh = formatFreshness(
    {
      lastGoodSyncAt: Date.parse(digest.syncedAt),
      booksThrough: digest.booksThrough as IsoDate | null,
      asOf: null,
    },
    print,
  );
  return (
    <footer className="printonly printfoot">
      <b>As of {print.day(digest.asOf)}</b> · {client} · {fresh}
      {digest.reconstructed && ' · reconstructed'}
    </footer>
  );
}
