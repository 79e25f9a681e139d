import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';

export interface ToastProps {
  readonly message: string;
  readonly onClose: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It is said elsewhere to people who listen: it is not a status of its own. */
  readonly isSaid?: boolean;
}

const STAYS_MS = 10_000;

/** One sentence at the bottom left, 10 seconds long, another one as long again; it stays while it is hovered or holds the focus. */
export function Toast({ message, onClose, action, isSaid = false }: ToastProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const held = useHeld(box);
  // The newest: a page that is drawn again with another does not start the time anew.
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => close.current(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, message]);
  return (
    <div ref={box} className="toast" role={isSaid ? 'group' : 'status'} aria-label={isSaid ? 'Last change' : undefined}>
      <span>{message}</span>
      {action && (
        <button type="button" className="btn s" onClick={action.run}>
          {action.label}
        </button>
      )}
      <button type="button" className="btn s icon qt" aria-label="Close message" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Whether the pointer is over it or the focus in it: someone reads. Watched, not acted on: a status is no control. */
function useHeld(box: RefObject<HTMLElement | null>): boolean {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const ended = new AbortController();
    const on = (event: string, run: () => void): void => element.addEventListener(event, run, { signal: ended.signal });
    on('pointerenter', () => setPointed(true));
    on('pointerleave', () => setPointed(false));
    on('focusin', () => setFocused(true));
    on('focusout', () => setFocused(false));
    return () => ended.abort();
  }, [box]);
  return pointed || focused;
}
