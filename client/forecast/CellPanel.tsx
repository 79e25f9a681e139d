import X from 'lucide-react/icons/x';
import { useEffect, useRef, type ReactElement, type RefObject } from 'react';
import { usePrinting } from '../digest/reading.js';
import { useForecast } from './ForecastContext.js';
import { ItemRows } from './ItemRows.js';
import { contentOf, type OpenedCell } from './openedCell.js';

/** What one amount is made of, in place under its row. Escape closes it. */
export function CellPanel({ cell, onClose }: { cell: OpenedCell; onClose: () => void }): ReactElement | null {
  const { forecast } = useForecast();
  const print = usePrinting();
  const box = useRef<HTMLDivElement>(null);
  useEscape(box, onClose);
  const content = contentOf(cell, forecast, print);
  if (content === null) return null;
  return (
    <div className="fcpanel" role="group" aria-label={content.caption} ref={box}>
      <button type="button" className="btn s icon qt fcclose" aria-label="Close these items" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </button>
      {content.sentence === null ? (
        <ItemRows items={content.items} caption={content.caption} />
      ) : (
        <p className="t2 fcsentence">
          <b>{content.caption}.</b> {content.sentence}
        </p>
      )}
    </div>
  );
}

/** From inside it, or from the amount that opened it: the focus goes back there. */
function useEscape(box: RefObject<HTMLElement | null>, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const section = box.current?.closest('section');
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      const trigger = section?.querySelector<HTMLElement>(
        '[data-cell][aria-expanded="true"], [data-week][aria-expanded="true"]',
      );
      latest.current();
      trigger?.focus();
    };
    section?.addEventListener('keydown', onKeyDown);
    return () => section?.removeEventListener('keydown', onKeyDown);
  }, [box]);
}
