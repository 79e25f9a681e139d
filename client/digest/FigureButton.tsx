import type { ReactElement, ReactNode } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';
import { useExplained } from './explained.js';

export interface FigureButtonProps {
  readonly figure: Figure;
  readonly className: string;
  /** What the figure is, for those who hear it; the figure itself is the content. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A figure that says where it comes from: Enter, `E` or a click. While it does, it is underlined in ink. */
export function FigureButton({ figure, className, label, children }: FigureButtonProps): ReactElement {
  const { open, explain } = useExplained();
  const isOpen = open === figure;
  return (
    <button
      type="button"
      className={`${className}${isOpen ? ' is-open' : ''}`}
      data-figure={figure}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={(event) => explain(figure, event.currentTarget)}
    >
      {children}
      <span className="vh">, {label}: where it comes from</span>
    </button>
  );
}
