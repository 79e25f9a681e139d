/**
 * Names the code that issues and forecasts are made by. Raised by hand with every change of a rule or of the forecast that
 * finds or computes something else in the same books: each client's issues and forecast are then made anew at its next
 * sync, also where nothing changed.
 */
export const INSIGHTS_VERSION = 4;
