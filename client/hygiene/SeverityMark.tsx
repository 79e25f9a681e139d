import type { ReactElement } from 'react';
import type { Severity } from './hygiene.js';
import { SEVERITY_WORDS } from './issueWords.js';

/** Blocks: a filled square; distorts: half of one; tidy: its outline. The word stands beside it. */
export function SeverityMark({ severity }: { severity: Severity }): ReactElement {
  return (
    <svg className="mk sevmark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {severity === 'BLOCKS' ? (
        <rect x="1" y="1" width="10" height="10" rx="2" fill="var(--text)" />
      ) : (
        <>
          <rect x="1.6" y="1.6" width="8.8" height="8.8" rx="1.6" fill="none" stroke="var(--text)" strokeWidth="1.3" />
          {severity === 'DISTORTS' && <path d="M1.6 10.4 10.4 1.6v8.8z" fill="var(--text)" />}
        </>
      )}
    </svg>
  );
}

/** The word of a severity, where the mark stands apart from it. */
export function SeverityWord({ severity }: { severity: Severity }): ReactElement {
  return <span className="sevword">{SEVERITY_WORDS[severity]}</span>;
}
