import type { Books, ClientSettings } from './books.js';
import type { CashMovement } from './movements.js';
import type { AccountBalance, OpenItem } from './snapshot.js';
import { setAsideKeys } from './windowFlows.js';

/** Sentences about what the figures leave out, in a fixed order. */
export function snapshotNotes(
  books: Books,
  accounts: readonly AccountBalance[],
  foreign: readonly OpenItem[],
  inWindow: readonly CashMovement[],
  settings: ClientSettings,
): string[] {
  return [
    ...accounts.flatMap(({ name, leftOut }) => (leftOut === null ? [] : [`${name} is not counted: ${leftOut}.`])),
    ...foreignNotes(books.homeCurrency, foreign),
    ...oneOffNotes(inWindow, settings),
  ];
}

function foreignNotes(homeCurrency: string, foreign: readonly OpenItem[]): string[] {
  if (foreign.length === 0) return [];
  const what = foreign.length === 1 ? '1 open bill or invoice is' : `${foreign.length} open bills and invoices are`;
  const currencies = [...new Set(foreign.map(({ currency }) => currency))].sort().join(', ');
  return [`${what} not counted: in ${currencies}, not in home currency (${homeCurrency}).`];
}

function oneOffNotes(inWindow: readonly CashMovement[], settings: ClientSettings): string[] {
  const setAside = setAsideKeys(settings);
  const count = inWindow.filter(({ documentKey }) => setAside.has(documentKey)).length;
  if (count === 0) return [];
  return [
    count === 1
      ? '1 document in the window is set aside as a one-off.'
      : `${count} documents in the window are set aside as one-offs.`,
  ];
}
