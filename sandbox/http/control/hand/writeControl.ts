import { dateInZone } from '../../../ledger/calendar.js';
import type { CompanySource } from '../../companySource.js';
import { json, type Answer } from '../../exchange.js';
import type { WriteDesk } from '../../writes/writeDesk.js';
import { makeChange } from './handChange.js';
import { HandRefusal } from './handFields.js';
import { randomChanges } from './randomChanges.js';

const MOST_STEPS = 1000;

export interface WriteControl {
  store: CompanySource;
  writes: WriteDesk;
  now: () => Date;
  today: string | undefined;
}

/** POST /control/write: one change by hand on a company, or, with `seed` and `steps`, that many random ones. */
export async function answerWriteControl(body: Record<string, unknown>, desk: WriteControl): Promise<Answer> {
  const { realmId, seed, steps, ...change } = body;
  await desk.store.catchUp?.(desk.today);
  const company = typeof realmId === 'string' ? desk.store.company(realmId) : undefined;
  if (!company) return json(404, { error: 'no such company', field: 'realmId' });
  const now = desk.now();
  const writing = { writes: desk.writes, via: 'control' as const, now, today: desk.today };
  try {
    if (seed === undefined) return json(201, { made: [makeChange(company, change, writing)] });
    if (!Number.isSafeInteger(steps) || Number(steps) < 1 || Number(steps) > MOST_STEPS)
      return json(400, { error: `steps is no number from 1 to ${MOST_STEPS}`, field: 'steps' });
    const today = desk.today ?? dateInZone(now, company.profile.timeZone);
    return json(201, { made: randomChanges(company, String(seed), Number(steps), today, writing) });
  } catch (error) {
    if (error instanceof HandRefusal) return json(400, { error: error.message, field: error.field });
    throw error;
  }
}
