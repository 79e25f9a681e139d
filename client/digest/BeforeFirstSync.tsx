import type { ReactElement } from 'react';
import type { ClientRow } from '../offline/index.js';
import { EmptyState } from '../ui/StatePage.js';
import type { ClientSync } from './clientSync.js';
import { failureWords } from './failureWords.js';
import { usePrinting, type Printing } from './reading.js';

/** A client without figures: what keeps them, as it is. */
export function BeforeFirstSync({ row, sync }: { row: ClientRow | null; sync: ClientSync | null }): ReactElement {
  const print = usePrinting();
  return (
    <EmptyState title="No figures yet">
      <p>{whyNone(sync?.state ?? row?.syncState ?? 'WAITING', sync, print)}</p>
    </EmptyState>
  );
}

function whyNone(state: ClientRow['syncState'], sync: ClientSync | null, print: Printing): string {
  switch (state) {
    case 'NOT_CONNECTED':
      return 'This client is not connected to QuickBooks, so there is nothing to read figures from.';
    case 'NEEDS_RECONNECTING':
      return 'The sign-in to QuickBooks expired before the books were read, so there are no figures.';
    case 'FAILING':
      return `The first sync${failureWords(sync, print)} The digest appears here after a sync that ends well.`;
    case 'WAITING':
      return 'The books wait to be read from QuickBooks for the first time. The digest appears here when that is done.';
    case 'SYNCING':
    case 'SYNCED':
      return 'The books are being read from QuickBooks for the first time. The digest appears here when that is done.';
  }
}
