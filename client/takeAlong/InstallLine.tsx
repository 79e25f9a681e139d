import { useSyncExternalStore, type ReactElement } from 'react';
import { installing, SENT_FIRST, type InstallWatch } from './installing.js';

/** How Runway is put on this device, where that can be done; nothing where it is, or cannot be. */
export function InstallLine({ watch = installing }: { watch?: InstallWatch }): ReactElement | null {
  const state = useSyncExternalStore(watch.subscribe, watch.get);
  if (state === 'offered') {
    return (
      <p className="sm devwords">
        <button type="button" className="btn s" onClick={() => void watch.install()}>
          Install Runway on this device
        </button>{' '}
        <span className="t3">The browser is then less likely to clear what waits here.</span>
      </p>
    );
  }
  const how = watch.byHandWords();
  if (how === null) return null;
  return (
    <p className="sm devwords">
      This browser clears what is kept here, also what was not sent yet, when nobody opens Runway for seven days. It
      does not do so with an app on the home screen. {SENT_FIRST}; then, to add Runway, {how}.
    </p>
  );
}
