import type { ReactElement } from 'react';

export type Mark = 'low' | 'below';

const WORDS: Readonly<Record<Mark, string>> = { low: 'low point', below: 'below zero' };

/** A week's mark by its shape: the low point points down, the first week below zero is a struck ring. */
export function MarkShape({ mark, size = 10 }: { mark: Mark; size?: number }): ReactElement {
  return (
    <svg className="mk" width={size} height={size} viewBox="0 0 10 10" aria-hidden="true">
      {mark === 'low' ? (
        <path d="M.6 1.6h8.8L5 9.2z" fill="var(--text)" />
      ) : (
        <g fill="none" stroke="var(--text)" strokeWidth="1.4">
          <circle cx="5" cy="5" r="4" />
          <path d="M2.6 5h4.8" />
        </g>
      )}
    </svg>
  );
}

/** The same with its word. */
export function WeekMark({ mark }: { mark: Mark }): ReactElement {
  return (
    <span className="weekmark">
      <MarkShape mark={mark} />
      {WORDS[mark]}
    </span>
  );
}
