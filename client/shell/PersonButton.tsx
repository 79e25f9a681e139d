import Settings from 'lucide-react/icons/settings';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { Viewer } from '../viewer.js';
import { Avatar } from '../ui/Avatar.js';

const PersonMenu = lazy(() => import('./PersonMenu.js').then((module) => ({ default: module.PersonMenu })));

const ROLE_WORDS: Record<Viewer['role'], string> = { OWNER: 'Owner', ADVISOR: 'Advisor' };

/** Who is here; opens theme, keys and sign-out. */
export function PersonButton({ viewer, onShowKeys }: { viewer: Viewer; onShowKeys: () => void }): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = anchor !== null;
  return (
    <>
      <button
        type="button"
        className="me"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Avatar name={viewer.name} />
        <span className="widetext sm">
          <b>{viewer.name}</b>
          <span className="t3">{ROLE_WORDS[viewer.role]}</span>
        </span>
        <Settings className="widetext t3" size={15} strokeWidth={1.75} aria-hidden="true" />
        <span className="narrowtext">
          <span className="phoneonly">You</span>
          <span className="vh">{viewer.name}</span>
        </span>
        <span className="vh">, theme and sign-out</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PersonMenu anchor={anchor} viewer={viewer} onClose={() => setAnchor(null)} onShowKeys={onShowKeys} />
        </Suspense>
      )}
    </>
  );
}
