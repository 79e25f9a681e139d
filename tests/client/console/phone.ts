import { afterEach } from '@jest/globals';
import { NARROW } from '../../../client/console/tableView.js';
import { PHONE } from '../../../client/ui/useMedia.js';

const before = window.matchMedia as Window['matchMedia'] | undefined;

afterEach(() => {
  Object.assign(window, { matchMedia: before });
});

/** The screen is a phone's until the test ends. */
export function onPhone(): void {
  screenOf(PHONE, NARROW);
}

/** The screen is that of a tablet held upright until the test ends. */
export function onTablet(): void {
  screenOf(NARROW);
}

function screenOf(...held: readonly string[]): void {
  const heard = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.assign(window, { matchMedia: (query: string) => ({ ...heard, matches: held.includes(query) }) });
}
