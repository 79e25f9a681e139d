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
/** Clients that are looked up at once; each is then a transaction of its own. */
const PAGE = 500;

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
      let woken = 0;
      let page: readonly string[] = [];
      do {
        const after = page.at(-1) ?? null;
        page = await database.asSync({}, (tx) => clientsAfter(tx, after));
        for (const clientId of page) woken += await database.asSync({ clientId }, (tx) => wakeDue(tx, clientId, now));
      } while (page.length === PAGE);
      if (woken > 0) logger.info({ woken }, 'snoozes are over');
    },
  };
}

/** Every client that was ever connected, whatever became of it. */
async function clientsAfter(tx: EntityManager, after: string | null): Promise<string[]> {
  const rows = await tx.execute<{ client_id: string }[]>(
    `select client_id from sync_job ${after === null ? '' : 'where client_id > ?::uuid'} order by client_id limit ${PAGE}`,
    after === null ? [] : [after],
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

/** Issues whose day has come anywhere on earth; whether it has in the client's zone is asked under the lock. */
async function dueIssues(tx: EntityManager, clientId: string, now: Date): Promise<string[]> {
  const latest: IsoDate = addDays(dateInZone(now, 'UTC'), 1);
  const rows = await tx.execute<{ id: string }[]>(
    `select id from hygiene_issue
       where client_id = ?::uuid and state = 'SNOOZED' and snoozed_until is not null and snoozed_until <= ?::date`,
    [clientId, latest],
  );
  return rows.map(({ id }) => id);
}
