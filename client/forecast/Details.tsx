import type { ReactElement, ReactNode } from 'react';
import ChevronRight from 'lucide-react/icons/chevron-right';

/** A part of the forecast's ground that opens in place. */
export function Details(props: {
  title: string;
  count: string;
  isOpen?: boolean;
  isPrinted?: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <details className={props.isPrinted === true ? 'fcdetails printed' : 'fcdetails'} open={props.isOpen}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        <b>{props.title}</b> <span className="t3">{props.count}</span>
      </summary>
      {props.children}
    </details>
  );
}
