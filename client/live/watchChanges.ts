import type { DeviceOptions } from '../offline/index.js';
import type { Session } from '../session/session.js';
import { LiveLine, type LiveLineOptions } from './liveLine.js';

type WatchChanges = NonNullable<DeviceOptions['watchChanges']>;

/** How a line is opened: the browser's, fetched only once somebody is signed in. */
export const openBrowserLine: LiveLineOptions['open'] = async (events) => {
  const { openSocket } = await import('./socket.js');
  return openSocket(events);
};

/** How the device hears of changes, over the session's line to the server. */
export function watchChangesOf(session: Session, open: LiveLineOptions['open']): WatchChanges {
  return (sink) => {
    const line = new LiveLine({ open, sink, renew: () => session.renewed(), expire: () => session.expire() });
    line.start();
    return () => line.stop();
  };
}
