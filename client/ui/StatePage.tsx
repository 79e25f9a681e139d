import type { ReactElement, ReactNode } from 'react';
import { StripDrawing } from './StripDrawing.js';

export interface StatePageProps {
  readonly title: string;
  readonly children: ReactNode;
  /** At most one primary and one other. */
  readonly actions?: ReactNode;
  /** Label and value, at most three. */
  readonly details?: readonly { readonly label: string; readonly value: ReactNode }[];
}

function StatePage(props: StatePageProps & { shape: 'whole' | 'broken' | 'ending'; role?: 'alert' }): ReactElement {
  const { title, children, actions, details = [], shape, role } = props;
  return (
    <div className="stc" role={role}>
      <StripDrawing shape={shape} />
      <h1>{title}</h1>
      <div className="stcwords">{children}</div>
      {actions !== undefined && <div className="acts">{actions}</div>}
      {details.length > 0 && (
        <dl className="dl2">
          {details.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** What would be here, and the one act that fills it. */
export function EmptyState(props: StatePageProps): ReactElement {
  return <StatePage {...props} shape="whole" />;
}

/** A sentence in plain words, what is safe, a way to try again, a reference. */
export function ErrorState(props: StatePageProps): ReactElement {
  return <StatePage {...props} shape="broken" role="alert" />;
}

/** No page at this address. */
export function NotFound(props: StatePageProps): ReactElement {
  return <StatePage {...props} shape="ending" />;
}
