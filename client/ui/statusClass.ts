import type { RunwayStatus } from '../../domain/snapshot.js';

/** The suffix of the style classes of a status (`is-critical`, `st-critical`). */
export const STATUS_CLASS: Record<RunwayStatus, string> = {
  RED: 'critical',
  YELLOW: 'tight',
  GREEN: 'clear',
  NOT_BURNING: 'nb',
  NO_DATA: 'nd',
};
