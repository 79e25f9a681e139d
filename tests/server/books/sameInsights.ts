import type { Books, ClientSettings } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import { trackRecord } from '../../../domain/forecast/trackRecord.js';
import { findAll } from '../../../domain/hygiene/findAll.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import { settingValues } from '../../../domain/hygiene/settings.js';
import type { IsoDate } from '../../../domain/units.js';

/** What the rules find, what a forecast is made of now and was made of in the track record's past, and that record. */
export function allInsights(books: HygieneBooks, settings: ClientSettings, asOf: IsoDate) {
  const source = new HygieneSource(books, settings, asOf);
  const past = [28, 56, 91, 97].map((days) => addDays(asOf, -days));
  return {
    found: findAll(source, settingValues({})),
    inputs: forecastInputs(source.snapshots, asOf),
    past: past.map((date) => forecastInputs(source.snapshots, date, 'BY_THEN')),
    tracked: trackRecord(source.snapshots, asOf),
  };
}

/** Whole books with what only the rules read of them. */
export function wholeHygieneBooks(
  whole: Books,
  rest: Pick<HygieneBooks, 'parties' | 'attachedTo' | 'enteredAt' | 'closedThrough'>,
): HygieneBooks {
  return { ...whole, ...rest };
}
