import type { ReactElement, ReactNode } from 'react';

/** A key cap. Decoration beside a control that works without it, so it is not read out. */
export function Kbd({ children }: { children: ReactNode }): ReactElement {
  return <kbd aria-hidden="true">{children}</kbd>;
}
