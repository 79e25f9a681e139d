import type { ReactElement } from 'react';

/** That rows wait for a new order, and the button that gives it; floats over the list's head, so that nothing moves. */
export function MovedLine({ moved, onReorder }: { moved: number; onReorder: () => void }): ReactElement {
  return (
    <div className="movedline" role="status">
      {moved > 0 && (
        <button type="button" className="btn s" onClick={onReorder}>
          {moved} moved, reorder
        </button>
      )}
    </div>
  );
}
