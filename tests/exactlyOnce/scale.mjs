/**
 * Waits of a run by the product's clock, which runs three times as fast as the machine's: the undo window (10 s in the
 * product), how long QuickBooks may be at work on a request that it did not answer (120 s), and a sender's lease (20 s).
 */
export const SENDING = { undoMs: 1_500, decisionWaitMs: 18_000, decisionLeaseMs: 12_000 };

/**
 * By the machine's clock: a call to QuickBooks is given up after this. Whatever the proxy or the stand-in holds is through
 * well before `decisionWaitMs` has passed, as QuickBooks promises of its 120 s.
 */
export const CALL_TIMEOUT_MS = 2_000;

/** Longest that anything is held between server and QuickBooks. */
export const LONGEST_HOLD_MS = 1_800;

/**
 * After the last fault something must become final again and again until everything is: nothing for so long is a wedge. How
 * long all of it took is told, not judged, for it is the machine's speed as well.
 */
export const LONGEST_STILLNESS_MS = 30_000;

/** However slow the machine. */
export const LONGEST_DRAIN_MS = 300_000;
