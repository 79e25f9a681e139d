import type { ReactElement, ReactNode } from 'react';

export interface ActButtonProps {
  /** Nothing happens now: it waits for an answer, or for the network. */
  readonly off: boolean;
  readonly onAct: () => void;
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** A button that stays where the focus is while it can do nothing: one that is disabled loses a keyboard its place. */
export function ActButton({ off, onAct, small = false, children }: ActButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={small ? 'btn s' : 'btn'}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onAct}
    >
      {children}
    </button>
  );
}
