import Link2 from 'lucide-react/icons/link';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useAsk } from '../apollo/AskContext.js';
import { useDevice } from '../offline/index.js';
import type { ToastProps } from '../ui/Toast.js';
import type { BegunOn } from './rememberPage.js';

/** Where this part is not on the device and there is no connection, the sentence stands alone. */
const Toast = lazy<(props: ToastProps) => ReactElement>(() =>
  import('../ui/Toast.js').then(
    (module) => ({ default: module.Toast }),
    () => ({ default: ({ message }) => <p role="status">{message}</p> }),
  ),
);

/**
 * Starts connecting a QuickBooks company: on to QuickBooks' consent page, and back to the page it began on; to the client
 * list when left out. Needs a connection.
 */
export function useConnectCompany(begunOn?: BegunOn): {
  start: () => void;
  busy: boolean;
  problem: string | null;
  clear: () => void;
} {
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = (): void => {
    setBusy(true);
    import('./beginConnection.js')
      .then(({ beginConnection }) => beginConnection(ask, begunOn))
      .then(setProblem)
      .catch(() => setProblem('The server is out of reach. A company can be connected when online.'))
      .finally(() => setBusy(false));
  };
  return { start, busy, problem, clear: () => setProblem(null) };
}

/** The same, as an entry of the navigation. */
export function ConnectButton(): ReactElement {
  const { start, busy, problem, clear } = useConnectCompany();
  const { offlineSince } = useDevice();
  return (
    <>
      <button
        type="button"
        className="nav navconnect"
        aria-disabled={busy || undefined}
        onClick={busy ? undefined : start}
      >
        <Link2 size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="widetext">
          Connect{' '}
          {offlineSince === null ? (
            <>
              a <span className="vh">QuickBooks </span>company
            </>
          ) : (
            <>
              <span className="vh">a QuickBooks company, </span>when online
            </>
          )}
        </span>
        <span className="narrowtext">Connect</span>
      </button>
      {problem !== null && (
        <Suspense fallback={null}>
          <Toast message={problem} onClose={clear} />
        </Suspense>
      )}
    </>
  );
}
