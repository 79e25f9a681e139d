import ChevronDown from 'lucide-react/icons/chevron-down';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { wholeNumber } from '../../domain/wording.js';

export interface SteadyLineProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Among the lines that the keys stop at, from 0. */
  readonly index: number;
  readonly rowIndex: number;
  readonly tabbable: boolean;
  readonly locale: string;
  readonly onFocus: (index: number) => void;
  /** Cells that say more of the steady. */
  readonly children: ReactNode;
}

/** The steady clients in one line, which opens by a click anywhere on it, Enter, Space and the right key. */
export function SteadyLine(props: SteadyLineProps): ReactElement {
  const { count, isOpen, onOpen, index, rowIndex, tabbable, locale, onFocus, children } = props;
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowRight' || key === 'ArrowLeft') onOpen(key === 'ArrowRight');
  };
  return (
    <div role="row" className="lfold" aria-rowindex={rowIndex}>
      <div role="rowheader">
        <button
          type="button"
          className="foldname"
          aria-expanded={isOpen}
          data-index={index}
          tabIndex={tabbable ? 0 : -1}
          onClick={() => onOpen(!isOpen)}
          onFocus={() => onFocus(index)}
          onKeyDown={onKeyDown}
        >
          <ChevronDown size={16} aria-hidden="true" />
          <b>{wholeNumber(count, locale)} steady</b>
        </button>
      </div>
      {children}
    </div>
  );
}
