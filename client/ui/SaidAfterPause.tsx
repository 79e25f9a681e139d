import { useEffect, useState, type ReactElement } from 'react';

const SAID_AFTER_MS = 400;

/** Words that change with each key, to people who listen: said politely once a person pauses, and shown nowhere. */
export function SaidAfterPause({ words }: { words: string }): ReactElement {
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
