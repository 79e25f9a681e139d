import ChevronDown from 'lucide-react/icons/chevron-down';
import { lazy, Suspense, useContext, useState, type ReactElement } from 'react';
import type { ReviewView } from '../offline/index.js';
import { ViewerContext } from '../viewer.js';
import { TIER_WORDS } from './tierWords.js';
import './tier.css';

const TierMenu = lazy(() => import('./TierMenu.js').then((module) => ({ default: module.TierMenu })));

export interface TierButtonProps {
  readonly clientId: string;
  readonly review: ReviewView;
  readonly offline: boolean;
}

/** What the client's month buys; the firm's owner can set it. */
export function TierButton({ clientId, review, offline }: TierButtonProps): ReactElement {
  const viewer = useContext(ViewerContext);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const words = TIER_WORDS[review.tier];
  if (viewer?.role !== 'OWNER') return <span className="tierword sm t3">{words.name}</span>;
  return (
    <>
      <button
        type="button"
        className="btn s qt tierbtn"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="vh">Tier: </span>
        {words.name}
        <ChevronDown size={13} aria-hidden="true" />
      </button>
      {anchor !== null && (
        <Suspense fallback={null}>
          <TierMenu
            anchor={anchor}
            clientId={clientId}
            review={review}
            offline={offline}
            onClose={() => setAnchor(null)}
          />
        </Suspense>
      )}
    </>
  );
}
