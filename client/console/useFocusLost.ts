import { useEffect, useLayoutEffect, useRef } from 'react';

/** Where the focus was when what had it was taken out of the page. */
export interface LostFocus {
  /** The innermost of the places that it was in; it may be in the page still, without what had the focus. */
  readonly place: Element;
  /** How many of the places came before it, as the page was when the focus came there. */
  readonly index: number;
}

interface HeldFocus extends LostFocus {
  readonly element: Element;
}

/**
 * Tells once when what had the focus in one of the `places`, a selector, is gone and the focus fell to the page, where keys
 * begin at its top. `onLost` gives it to something near. Who points elsewhere has left the place: nothing is told.
 */
export function useFocusLost(places: string, onLost: (lost: LostFocus) => void): void {
  const held = useRef<HeldFocus | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const options = { signal: ended.signal, capture: true };
    document.addEventListener('focusin', ({ target }) => void (held.current = heldIn(places, target)), options);
    document.addEventListener(
      'pointerdown',
      ({ target }) => {
        if (heldIn(places, target) === null) held.current = null;
      },
      options,
    );
    return () => ended.abort();
  }, [places]);
  useLayoutEffect(() => {
    const was = held.current;
    if (was === null || was.element.isConnected || document.activeElement !== document.body) return;
    held.current = null;
    onLost(was);
  });
}

function heldIn(places: string, target: EventTarget | null): HeldFocus | null {
  const place = target instanceof Element ? target.closest(places) : null;
  if (place === null) return null;
  return { element: target as Element, place, index: [...document.querySelectorAll(places)].indexOf(place) };
}
