import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { InstallLine } from '../../../client/takeAlong/InstallLine.js';
import { InstallWatch } from '../../../client/takeAlong/installing.js';

afterEach(cleanup);

/** A browser by its features. */
function browser({ navigator = {}, displayMode = 'browser', gestures = false } = {}) {
  const page = new EventTarget();
  const matchMedia = (query: string) => ({ matches: query === `(display-mode: ${displayMode})` }) as MediaQueryList;
  Object.assign(page, { navigator, matchMedia }, gestures ? { GestureEvent: class {} } : {});
  const watch = new InstallWatch(page as never);
  watch.watch();
  return { page, watch };
}

function offer(page: EventTarget) {
  const prompt = jest.fn(() => Promise.resolve());
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  act(() => void page.dispatchEvent(event));
  return { event, prompt };
}

describe('putting Runway on the home screen', () => {
  it.each([
    [
      'an iPhone',
      { navigator: { standalone: false }, gestures: true },
      'byHand',
      /tap Share, then Add to Home Screen\./,
    ],
    ['Safari on a Mac', { gestures: true }, 'byHand', /choose File, then Add to Dock\./],
  ])('is explained on %s, which clears what nobody visits for a week', (_name, features, state, words) => {
    const { watch } = browser(features);
    expect(watch.get()).toBe(state);
    render(<InstallLine watch={watch} />);
    const said = screen.getByText(/for seven days/).textContent;
    expect(said).toMatch(words);
    expect(said.indexOf('sent from here first')).toBeGreaterThan(0);
    expect(said.indexOf('sent from here first')).toBeLessThan(said.search(words));
  });

  it.each([
    ['as an app from the home screen', { navigator: { standalone: true }, gestures: true }],
    ['as an installed app', { gestures: true, displayMode: 'standalone' }],
    ['where the browser neither clears nor offers', {}],
  ])('is not spoken of %s', (_name, features) => {
    const { watch } = browser(features);
    const { container } = render(<InstallLine watch={watch} />);
    expect(container.textContent).toBe('');
    expect(watch.byHandWords()).toBeNull();
  });

  it.each([
    [true, 'an app on an iPhone’s home screen', { navigator: { standalone: true }, gestures: true }],
    [true, 'an app in Safari’s Dock', { gestures: true, displayMode: 'standalone' }],
    [false, 'an app that another browser installed', { displayMode: 'standalone' }],
    [false, 'a page in Safari', { gestures: true }],
    [false, 'a page elsewhere', {}],
  ])('has a storage beside the browser’s: %s, as %s', (own, _name, features) => {
    expect(browser(features).watch.hasOwnStorage()).toBe(own);
  });

  it('is one button where the browser offers it, without the browser’s own bar; the button goes with the offer', async () => {
    const { page, watch } = browser();
    render(<InstallLine watch={watch} />);
    expect(screen.queryByRole('button')).toBeNull();
    const { event, prompt } = offer(page);
    expect(event.defaultPrevented).toBe(true);
    await userEvent.click(await screen.findByRole('button', { name: 'Install Runway on this device' }));
    expect(prompt).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
    offer(page);
    expect(watch.get()).toBe('offered');
    act(() => void page.dispatchEvent(new Event('appinstalled')));
    expect(watch.get()).toBe('unknown');
  });
});
