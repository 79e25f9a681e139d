import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const TAKES_FOCUS = 'a, button, input, select, summary, [tabindex]';
/** Where somebody was: the amount or the week that is open, else the act at the head. */
const PLACES = ['[data-cell][aria-expanded="true"]', '[data-week][aria-expanded="true"]', '[data-add]'];

/** Keeps the focus in a part of the page whose buttons go away by what they do. */
export function useFocusKept(room: RefObject<HTMLElement | null>): void {
  const inside = useRef(false);
  useEffect(() => {
    const note = (event: Event): void => {
      const { target } = event;
      const isWithin = target instanceof Element && room.current?.contains(target) === true;
      // A press on plain ground gives the focus up.
      inside.current = isWithin && target.closest(TAKES_FOCUS) !== null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, [room]);
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    const places = PLACES.flatMap((place) => room.current?.querySelector<HTMLElement>(place) ?? []);
    places[0]?.focus({ preventScroll: true });
  });
}
