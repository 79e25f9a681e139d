import { useEffect, useState } from 'react';
import { ServerTimeDocument } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';

/**
 * By how many milliseconds this device's clock is ahead of the server's, less than none where it is behind; null until the
 * server has said so. Asked once while `isWanted`, and again after a time without.
 */
export function useClockAhead(isWanted: boolean): number | null {
  const ask = useAsk();
  const [ahead, setAhead] = useState<number | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    ask(ServerTimeDocument, {}).then(
      ({ viewer }) => {
        if (isCurrent) setAhead(viewer === null ? null : Date.now() - Date.parse(viewer.serverTime));
      },
      // Without an answer nothing is known of the server's clock, and nothing is held back by this device's alone.
      () => {
        if (isCurrent) setAhead(null);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, isWanted]);
  return ahead;
}
