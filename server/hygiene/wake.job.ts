import { addDays, dateInZone } from '../../domain/calendar.js';
import { isRefusal, stepIssue } from '../../domain/issues/stepIssue.js';
import type { IsoDate } from '../../domain/units.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { lockIssues } from './issueRows.js';
import { recordIssues, type ChangedIssue } from './issueTrail.js';
import { keepScore, loadSettingValues, lockClient } from './scoreStore.js';
import { updateStanding } from './standingStore.js';

export interface WakeParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

const EVERY_MINUTES = 30;
/** Clients that one round opens issues of; each is then a transaction of its own. More wait for the next round. */
const MOST_CLIENTS = 5_000;

/**
 * Opens snoozed issues whose day has come in their client's zone, for clients that are not read: a sync does the same for
 * those that are. Run twice it finds nothing more to do.
 */
export function createWakeJob({ database, clock, logger }: WakeParts): ClockJob {
  return {
    name: 'hygiene.wake',
    everyMinutes: EVERY_MINUTES,
    work: async () => {
      const now = clock.now();
      const over = await database.asSync({}, (tx) => clientsWithSnoozesOver(tx, now));
      let woken = 0;
      for (const clientId of over) {
        try {
          woken += await database.asSync({ clientId }, (tx) => wakeDue(tx, clientId, now));
        } catch (error) {
          // The others go on, and the next round finds this one again.
          logger.error({ err: error, clientId }, 'snoozed issues of a client could not be opened');
        }
      }
      if (woken > 0) logger.info({ woken }, 'snoozes are over');
    },
  };
}

/** Of every client that was ever connected, whatever became of it; one statement for all of them. */
async function clientsWithSnoozesOver(tx: EntityManager, now: Date): Promise<string[]> {
  const rows = await tx.execute<{ client_id: string }[]>(
    'select client_id from clients_with_snoozes_over(?::date, ?) as client_id',
    [latestDay(now), MOST_CLIENTS],
  );
  return rows.map(({ client_id: id }) => id);
}

/** Answers how many issues of the client were opened. */
async function wakeDue(tx: EntityManager, clientId: string, now: Date): Promise<number> {
  const due = await dueIssues(tx, clientId, now);
  if (due.length === 0) return 0;
  const client = await lockClient(tx, clientId);
  if (!client?.asOf) return 0;
  const today = dateInZone(now, client.timeZone);
  const changes: ChangedIssue[] = [];
  for (const before of await lockIssues(tx, clientId, { ids: due })) {
    const step = stepIssue(before.standing, { kind: 'DAY', today });
    if (isRefusal(step) || step.transition === null) continue;
    changes.push({ before, after: { ...before, standing: step.standing }, transition: step.transition });
  }
  if (changes.length === 0) return 0;
  const owner = { clientId, firmId: client.firmId };
  await updateStanding(tx, changes);
  await recordIssues(tx, owner, changes, { actor: { kind: 'SYSTEM' }, at: now });
  await keepScore(tx, owner, client.asOf, await loadSettingValues(tx, client.firmId));
  return changes.length;
}

/** Issues whose day has come somewhere; whether it has in the client's zone is asked under the lock. */
async function dueIssues(tx: EntityManager, clientId: string, now: Date): Promise<string[]> {
  const rows = await tx.execute<{ id: string }[]>(
    `select id from hygiene_issue
       where client_id = ?::uuid and state = 'SNOOZED' and snoozed_until is not null and snoozed_until <= ?::date`,
    [clientId, latestDay(now)],
  );
  return rows.map(({ id }) => id);
}

/** The furthest day it is anywhere on earth. */
function latestDay(now: Date): IsoDate {
  return addDays(dateInZone(now, 'UTC'), 1);
}
