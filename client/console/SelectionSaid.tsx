import { useEffect, useState, type ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import type { BarFiguresProps, SelectionFigures } from './BarFigures.js';
import { readyOf } from './checkedDrafts.js';
import { saidWords } from './selectionWords.js';

const SAID_AFTER_MS = 400;

interface SelectionSaidProps extends Pick<BarFiguresProps, 'drafts' | 'hidden'> {
  readonly figures: SelectionFigures;
}

/** What a selection comes to, to people who listen: once a person pauses, not at every key. */
export function SelectionSaid({ drafts, hidden, figures }: SelectionSaidProps): ReactElement {
  const print = usePrinting();
  const held = drafts.size - readyOf(drafts, false);
  const words = saidWords({ count: drafts.size, held, hidden, ...figures }, print);
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(words), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span className="vh" role="status" aria-live="polite">
      {said}
    </span>
  );
}
