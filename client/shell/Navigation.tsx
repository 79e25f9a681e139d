import Building2 from 'lucide-react/icons/building-2';
import Cable from 'lucide-react/icons/cable';
import Inbox from 'lucide-react/icons/inbox';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { useAllDecisions, useClientRows, useOverview, type ClientRow } from '../offline/index.js';
import { reviewsOf } from '../rituals/reviews.js';
import { countOpen } from '../tray/openDecisions.js';
import { showTray, useTrayOpen } from '../tray/trayOpen.js';
import type { Viewer } from '../viewer.js';
import { BrandMark } from '../ui/BrandMark.js';
import { useMinute } from '../ui/useMinute.js';
import { ConnectButton } from './ConnectButton.js';
import { PersonButton } from './PersonButton.js';
import { SyncSummary } from './SyncSummary.js';

/** Where this part is not on the device and there is no connection, the navigation stays without it. */
const FootNotices = lazy<() => ReactElement | null>(() =>
  import('./FootNotices.js').then(
    (module) => ({ default: module.FootNotices }),
    () => ({ default: () => null }),
  ),
);

export interface NavigationProps {
  readonly viewer: Viewer;
  readonly onShowKeys: () => void;
}

/** What there is to go to, how the books stand, and who is here. */
export function Navigation({ viewer, onShowKeys }: NavigationProps): ReactElement {
  const [path] = useLocation();
  const { rows } = useClientRows();
  const overview = useOverview();
  const unread = overview === null ? 0 : overview.failing + overview.needsReconnecting + overview.notConnected;
  const inClients = path.startsWith('/clients');
  return (
    <nav className="side" aria-label="Main">
      <div className="brand">
        <BrandMark />
        <span className="widetext">
          Runway<small>{viewer.firm.name}</small>
        </span>
      </div>
      <Link
        href="/clients"
        className={inClients ? 'nav on' : 'nav'}
        aria-current={path === '/clients' ? 'page' : undefined}
      >
        <Building2 size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>Clients</span>
        {rows !== null && <ReviewedCount rows={rows} zone={viewer.timeZone} />}
      </Link>
      <TrayButton />
      <Link
        href="/connections"
        className={path === '/connections' ? 'nav on' : 'nav'}
        aria-current={path === '/connections' ? 'page' : undefined}
      >
        <Cable size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="navlong">Connections</span>
        {unread > 0 && (
          <b>
            {unread}
            <span className="vh"> not in sync</span>
          </b>
        )}
      </Link>
      <ConnectButton />
      <div className="navfoot">
        <Suspense fallback={null}>
          <FootNotices />
        </Suspense>
        <SyncSummary viewer={viewer} />
        <PersonButton viewer={viewer} onShowKeys={onShowKeys} />
      </div>
    </nav>
  );
}

/** How many clients there are; once reviews of the week were made, how many of them are done. */
function ReviewedCount({ rows, zone }: { rows: readonly ClientRow[]; zone: string }): ReactElement {
  const now = useMinute();
  const { done, of } = useMemo(() => reviewsOf(rows, now, zone), [rows, now, zone]);
  if (done === 0) return <b>{rows.length}</b>;
  return (
    <b>
      {done} of {of}
      <span className="vh"> reviewed this week</span>
    </b>
  );
}

/** Opens the decision tray; how many decisions are not over, or wait for a choice. */
function TrayButton(): ReactElement {
  const decisions = useAllDecisions();
  const isOpen = useTrayOpen();
  const count = [...decisions.values()].reduce((sum, some) => sum + countOpen(some), 0);
  return (
    <button type="button" className="nav" aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => showTray(true)}>
      <Inbox size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>
        <span className="widetext">Decision tray</span>
        <span className="narrowtext">Tray</span>
      </span>
      {count > 0 && (
        <b className="badge">
          {count}
          <span className="vh">{count === 1 ? ' open decision' : ' open decisions'}</span>
        </b>
      )}
    </button>
  );
}
