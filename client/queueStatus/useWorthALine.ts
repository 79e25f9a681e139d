import { useLasting } from '../ui/useLasting.js';
import type { QueueWords } from './queueWords.js';

/** What is sent at once is not worth a line that comes and goes. */
const SHOWN_AFTER_MS = 1_500;

/** The queue's words once they are worth a line: at once where something is wrong, else when it has lasted; until then null. */
export function useWorthALine(words: QueueWords | null): QueueWords | null {
  const isCalm = words === null || (!words.isLoud && !words.needsAChoice);
  const lasts = useLasting(words !== null && isCalm, SHOWN_AFTER_MS);
  return isCalm && !lasts ? null : words;
}
