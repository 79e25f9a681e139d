import type { Account } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import { accountOf, type AccountRow } from './bookRows.js';

/** Which books are condensed, and from when on they stay whole. */
export interface FigureScope {
  readonly tx: EntityManager;
  readonly clientId: string;
  readonly version: number;
  /** The first day whose documents stay whole. */
  readonly from: IsoDate;
  readonly homeCurrency: string;
  readonly fiscalYearStartMonth: number;
}

/** Rows of `alias` that are visible at a version. Its three parameters are `versionOf`. */
export function visible(alias: string): string {
  return `${alias}.client_id = ? and ${alias}.from_version <= ? and (${alias}.to_version is null or ${alias}.to_version > ?)`;
}

/** The parameters of `visible`. */
export function versionOf({ clientId, version }: FigureScope): readonly [string, number, number] {
  return [clientId, version, version];
}

/** Every account at the version. */
export async function accountsAt(scope: FigureScope): Promise<Account[]> {
  const rows = await scope.tx.execute<AccountRow[]>(
    `select qb_id, name, full_name, type, sub_type, number, currency, active from account a where ${visible('a')} order by qb_id`,
    [...versionOf(scope)],
  );
  return rows.map(accountOf);
}
