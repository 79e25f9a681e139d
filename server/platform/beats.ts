/**
 * Beats every so many milliseconds until the answer is called; a beat under way then goes on to its end. One at a time:
 * where a beat waits for a locked row, others would each wait on a connection of their own. `beat` settles its own errors:
 * one that it throws ends the process, as any promise does that nobody waits for.
 */
export function startBeats(everyMs: number, beat: () => Promise<void>): () => void {
  let isUnderWay = false;
  const beatAlone = async (): Promise<void> => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await beat();
    } finally {
      isUnderWay = false;
    }
  };
  const timer = setInterval(() => void beatAlone(), everyMs);
  return () => clearInterval(timer);
}
