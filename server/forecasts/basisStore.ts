import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import type { TrackRecord } from '../../domain/forecast/trackRecord.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';

/** What a client's forecast is made of: from the books alone, the newest only. */
export interface NewBasis {
  readonly asOf: IsoDate;
  readonly booksVersion: number;
  readonly settingsVersion: number;
  readonly inputs: ForecastInputs;
  readonly trackRecord: TrackRecord;
  readonly now: Date;
}

export type ForecastBasis = Omit<NewBasis, 'now' | 'settingsVersion'>;

/** Keeps what the forecast is made of, in the sync's transaction for this client; one statement. */
export async function keepBasis(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  { asOf, booksVersion, settingsVersion, inputs, trackRecord, now }: NewBasis,
): Promise<void> {
  await tx.execute(
    `insert into forecast_basis (client_id, firm_id, as_of, books_version, settings_version, inputs, track_record, made_at)
       values (?::uuid, ?::uuid, ?::date, ?, ?, ?::jsonb, ?::jsonb, ?::timestamptz)
       on conflict (client_id) do update set as_of = excluded.as_of, books_version = excluded.books_version,
         settings_version = excluded.settings_version, inputs = excluded.inputs, track_record = excluded.track_record,
         made_at = excluded.made_at`,
    [clientId, firmId, asOf, booksVersion, settingsVersion, JSON.stringify(inputs), JSON.stringify(trackRecord), now],
  );
}

/** The bases of any number of clients in one statement; clients without one are left out. */
export async function basesOf(tx: EntityManager, clientIds: readonly string[]): Promise<Map<string, ForecastBasis>> {
  const rows = await tx.execute<
    { client_id: string; as_of: IsoDate; books_version: number; inputs: ForecastInputs; track_record: TrackRecord }[]
  >(
    `select client_id, as_of::text, books_version, inputs, track_record from forecast_basis
       where client_id = any(?::uuid[])`,
    [`{${clientIds.join(',')}}`],
  );
  return new Map(
    rows.map(({ client_id, as_of, books_version, inputs, track_record }) => [
      client_id,
      { asOf: as_of, booksVersion: books_version, inputs, trackRecord: track_record },
    ]),
  );
}
