import Download from 'lucide-react/icons/download';
import { useSyncExternalStore, type ReactElement } from 'react';
import { updates } from './updates.js';

/** Says that a new version waits. It is loaded when a person asks, never by itself. */
export function UpdateLine(): ReactElement | null {
  const ready = useSyncExternalStore(updates.subscribe, updates.isReady);
  if (!ready) return null;
  return (
    <div className="updateline" role="status">
      <Download size={15} strokeWidth={1.75} aria-hidden="true" />
      <span className="widetext">New version, reload when ready</span>
      <button type="button" className="btn s" onClick={() => updates.load()}>
        Reload
      </button>
    </div>
  );
}
