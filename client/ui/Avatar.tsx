import type { ReactElement } from 'react';

/** A person's initials; the only round thing. The name stands beside it. */
export function Avatar({ name }: { name: string }): ReactElement {
  return (
    <span className="ava" aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
