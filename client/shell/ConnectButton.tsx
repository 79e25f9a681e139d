import Link2 from 'lucide-react/icons/link';
import { useState, type ReactElement } from 'react';
import { BeginConnectionDocument } from '../../schema/generated/graphql.js';
import { useAsk } from '../apollo/AskContext.js';
import { useDevice } from '../offline/index.js';
import { Toast } from '../ui/Toast.js';
import { rememberPage, type BegunOn } from './rememberPage.js';

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
    ask(BeginConnectionDocument, {})
      .then(({ beginConnection: { consentUrl, refusal } }) => {
        if (consentUrl === null) return setProblem(refusal?.message ?? 'QuickBooks gave no consent page.');
        if (begunOn !== undefined) rememberPage(begunOn, consentUrl);
        location.assign(consentUrl);
      })
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
      <button type="button" className="nav navconnect" disabled={busy} onClick={start}>
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
      {problem !== null && <Toast message={problem} onClose={clear} />}
    </>
  );
}
