import { afterEach } from '@jest/globals';
import { PHONE } from '../../../client/ui/useMedia.js';

const before = window.matchMedia as Window['matchMedia'] | undefined;

afterEach(() => {
  Object.assign(window, { matchMedia: before });
});

/** The screen is a phone's until the test ends. */
export function onPhone(): void {
  const heard = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.assign(window, { matchMedia: (query: string) => ({ ...heard, matches: query === PHONE }) });
}
