import type { ReactElement, ReactNode } from 'react';

export interface PageHeadProps {
  /** The line above: week, as-of, compared with. */
  readonly line?: ReactNode;
  readonly title: ReactNode;
  /** At the right: freshness, offline badge. */
  readonly aside?: ReactNode;
}

/** The title of a page with the dates its figures stand for. */
export function PageHead({ line, title, aside }: PageHeadProps): ReactElement {
  return (
    <div className="pagehead">
      <div>
        {line !== undefined && <p className="sm t3">{line}</p>}
        <h1>{title}</h1>
      </div>
      {aside !== undefined && <div className="pageaside">{aside}</div>}
    </div>
  );
}
