import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { SaidAfterPause } from '../ui/SaidAfterPause.js';
import type { BarFiguresProps, SelectionFigures } from './BarFigures.js';
import { readyOf } from './checkedDrafts.js';
import { saidWords } from './selectionWords.js';

interface SelectionSaidProps extends Pick<BarFiguresProps, 'drafts' | 'hidden'> {
  readonly figures: SelectionFigures;
}

/** What a selection comes to, to people who listen. */
export function SelectionSaid({ drafts, hidden, figures }: SelectionSaidProps): ReactElement {
  const print = usePrinting();
  const held = drafts.size - readyOf(drafts, false);
  const words = saidWords({ count: drafts.size, held, hidden, ...figures }, print);
  return <SaidAfterPause words={words} />;
}
