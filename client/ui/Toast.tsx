import X from 'lucide-react/icons/x';
import { useEffect, useState, type ReactElement } from 'react';

export interface ToastProps {
  readonly message: string;
  readonly onClose: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const STAYS_MS = 10_000;

/** One sentence at the bottom left, 10 seconds long; it stays while it is hovered or holds the focus. */
export function Toast({ message, onClose, action }: ToastProps): ReactElement {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onClose, STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    <div
      className="toast"
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
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
