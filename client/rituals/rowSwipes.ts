/** From here on a touch is a swipe, and no longer the beginning of a scroll or a tap. */
const BEGINS_PX = 12;
/** From here on letting go marks. */
const MARKS_PX = 96;
const FARTHEST_PX = 140;

interface Swipe {
  readonly row: HTMLElement;
  readonly x: number;
  readonly y: number;
  moved: number;
  isSwipe: boolean;
}

/**
 * Swipes of a finger to the right over rows of the list: the row follows, and `onSwiped` is called where it is let go far
 * enough. Letting go sooner puts it back. Going up or down scrolls, as everywhere; the tap that ends a swipe opens nothing.
 * The page is only listened to: rows leave going sideways to it by their style (`touch-action`), and no scroll anywhere has
 * to wait for what a listener says.
 */
export function watchSwipes(
  rowOf: (element: Element | null) => HTMLElement | null,
  onSwiped: (row: HTMLElement) => void,
  signal: AbortSignal,
): void {
  let swipe: Swipe | null = null;
  const end = (isLetGo: boolean): void => {
    const ended = swipe;
    swipe = null;
    if (ended?.isSwipe !== true) return;
    ended.row.classList.remove('swiped', 'farenough');
    ended.row.style.removeProperty('--swiped');
    addEventListener('click', stop, { capture: true, once: true });
    // Where the browser makes no click of it, the next one is a real one.
    setTimeout(() => removeEventListener('click', stop, { capture: true }), 0);
    if (isLetGo && ended.moved >= MARKS_PX) onSwiped(ended.row);
  };
  const on = (name: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel', run: (event: TouchEvent) => void): void =>
    document.addEventListener(name, run, { signal, passive: true });
  on('touchstart', (event) => {
    const [touch] = event.touches;
    const row = event.target instanceof Element ? rowOf(event.target) : null;
    if (row === null || touch === undefined || event.touches.length > 1) return end(false);
    swipe = { row, x: touch.clientX, y: touch.clientY, moved: 0, isSwipe: false };
  });
  on('touchmove', (event) => {
    const [touch] = event.touches;
    if (swipe === null || touch === undefined) return;
    const right = touch.clientX - swipe.x;
    if (!swipe.isSwipe) {
      if (Math.abs(touch.clientY - swipe.y) > BEGINS_PX || right < -BEGINS_PX) swipe = null;
      if (swipe === null || right < BEGINS_PX) return;
      swipe.isSwipe = true;
      swipe.row.classList.add('swiped');
    }
    swipe.moved = Math.min(FARTHEST_PX, Math.max(0, right));
    swipe.row.style.setProperty('--swiped', `${swipe.moved}px`);
    swipe.row.classList.toggle('farenough', swipe.moved >= MARKS_PX);
  });
  on('touchend', () => end(true));
  on('touchcancel', () => end(false));
}

function stop(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
