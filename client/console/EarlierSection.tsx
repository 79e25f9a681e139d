import { useEffect, useState, type ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useMedia } from '../ui/useMedia.js';
import { cardId } from './CardFrame.js';
import type { ConsoleView } from './console.js';
import { EarlierDecisions, earlierWords } from './EarlierDecisions.js';
import type { DecisionActs } from './useDecisionActs.js';
import { useFocusLost } from './useFocusLost.js';
import type { WantedDecision } from './useWantedDecision.js';

export interface EarlierSectionProps {
  /** What has a card: see `earlierOf`. */
  readonly earlier: readonly DecisionShown[];
  readonly view: ConsoleView;
  readonly offline: boolean;
  readonly acts: DecisionActs;
  readonly wanted: WantedDecision;
}

/** The cards, and the button for those that are not drawn yet. */
const CARDS = '.dcard, .cnr > .lkb';

/** Beside the tables where there is room, else a line below them that opens. A card that is asked for is shown and has the focus. */
export function EarlierSection({ earlier, view, offline, acts, wanted }: EarlierSectionProps): ReactElement | null {
  const isWide = useMedia('(min-width: 1241px)');
  const [isOpen, setOpen] = useState(false);
  const [all, showAll] = useState(false);
  const { id, shown } = wanted;
  const at = id === null ? -1 : earlier.findIndex((decision) => decision.id === id);
  useEffect(() => {
    if (id === null || at < 0) return undefined;
    // The card is drawn by then, and a sheet that was over the page has given its focus back.
    const frame = requestAnimationFrame(() => {
      const card = document.getElementById(cardId(id));
      if (card === null) return;
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: 'center' });
      setOpen(true);
      showAll(true);
      shown();
    });
    return () => cancelAnimationFrame(frame);
  }, [id, at, shown]);
  useFocusLost(CARDS, ({ place, index }) => {
    const all = [...document.querySelectorAll<HTMLElement>(CARDS)];
    // A card whose state is another is another element of the same name.
    const card = all.find(({ id: name }) => name === place.id && name !== '') ?? all[Math.min(index, all.length - 1)];
    (card ?? document.querySelector<HTMLElement>('.cnr > h2, .cnr > summary'))?.focus();
  });
  const isAsked = at >= 0;
  const cards = (
    <EarlierDecisions {...{ earlier, offline, acts }} all={all || isAsked} console={view} onAll={() => showAll(true)} />
  );
  if (isWide) {
    return (
      <section className="cnr" aria-label="Earlier decisions">
        <h2 className="sec" tabIndex={-1}>
          Earlier decisions <small>{earlierWords(earlier)}</small>
        </h2>
        {cards}
      </section>
    );
  }
  if (earlier.length === 0) return null;
  return (
    <details className="cnr" open={isOpen || isAsked} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Earlier decisions <small>{earlierWords(earlier)}</small>
      </summary>
      {cards}
    </details>
  );
}
