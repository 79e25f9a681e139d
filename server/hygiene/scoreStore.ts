import type { RuleId } from '../../domain/hygiene/ruleIds.js';
import { hygieneScore } from '../../domain/hygiene/score.js';
import { settingValues, type SettingValues } from '../../domain/hygiene/settings.js';
import type { IssueState } from '../../domain/issues/issueState.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';

/** What the list shows of a client's issues. */
export interface HygieneStanding {
  /** Open issues. */
  readonly open: number;
  /** 0 to 100. */
  readonly score: number;
}

/** What a change of issues needs to know of their client. */
export interface LockedClient {
  readonly firmId: string;
  readonly timeZone: string;
  /** The date its issues stand for: that of the newest score; null before there is one. */
  readonly asOf: IsoDate | null;
}

/**
 * Waits for whoever changes this client's row, and keeps others from it until the transaction ends: the first lock of
 * everything that changes its issues. Null when there is no such client in scope.
 */
export async function lockClient(tx: EntityManager, clientId: string): Promise<LockedClient | null> {
  const [row] = await tx.execute<LockedClient[]>(
    `select r.firm_id as "firmId", r.time_zone as "timeZone",
       (select max(s.as_of)::text from hygiene_score s where s.client_id = r.client_id) as "asOf"
     from client_row r where r.client_id = ?::uuid for update of r`,
    [clientId],
  );
  return row ?? null;
}

/** The firm's thresholds and weights, its own over the standards. */
export async function loadSettingValues(tx: EntityManager, firmId: string): Promise<SettingValues> {
  const [firm] = await tx.execute<{ own: Record<string, unknown> }[]>(
    'select hygiene_settings as own from firm where id = ?::uuid',
    [firmId],
  );
  return settingValues(firm?.own ?? {});
}

/**
 * Keeps the score of a date as the client's issues stand now, and what the list shows of them. A device notices by the
 * row's version. Two statements and one for the list.
 */
export async function keepScore(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  asOf: IsoDate,
  values: SettingValues,
): Promise<HygieneStanding> {
  const counted = await tx.execute<{ rule: RuleId; state: IssueState }[]>(
    `select rule, state from hygiene_issue where client_id = ?::uuid and state in ('OPEN', 'SNOOZED')`,
    [clientId],
  );
  const score = hygieneScore(counted, values);
  const open = counted.filter(({ state }) => state === 'OPEN').length;
  await tx.execute(
    `insert into hygiene_score (client_id, firm_id, as_of, value, lines) values (?::uuid, ?::uuid, ?::date, ?, ?::jsonb)
       on conflict (client_id, as_of) do update set value = excluded.value, lines = excluded.lines`,
    [clientId, firmId, asOf, score.value, JSON.stringify(score.lines)],
  );
  await tx.execute(
    `update client_row set open_issues = ?, hygiene_score = ?, insights_version = insights_version + 1
       where client_id = ?::uuid`,
    [open, score.value, clientId],
  );
  return { open, score: score.value };
}
