import type { ReactElement } from 'react';

/** The product's mark, in px. */
export function BrandMark({ size = 26 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="6" fill="var(--text)" />
      <path d="M10.6 5h4.8L20 21H6z" fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinejoin="round" />
      <path d="M13 7.4v2.2M13 12v3M13 17.4v2" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
