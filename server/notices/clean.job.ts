import type { ClockJob } from '../platform/jobs.js';
import type { NoticesService } from './notices.service.js';

/** Forgets old notices, once a day. */
export function createCleanJob(notices: Pick<NoticesService, 'clean'>): ClockJob {
  return { name: 'notices.clean', everyMinutes: 24 * 60, work: () => notices.clean() };
}
