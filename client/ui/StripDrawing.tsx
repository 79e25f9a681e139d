import type { ReactElement } from 'react';

/** The empty strip that states are drawn with: whole where nothing is yet, broken where something failed, fading where a way ends. */
export function StripDrawing({ shape = 'whole' }: { shape?: 'whole' | 'broken' | 'ending' }): ReactElement {
  return (
    <div className={`strip strip-${shape}`} aria-hidden="true">
      <i />
    </div>
  );
}
