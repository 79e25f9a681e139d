import type { HTMLAttributes, ReactElement, ReactNode } from 'react';

/** A part of the page that scrolls by itself: named, and in the tab order so that a keyboard can scroll it. */
export function Scrolling(props: { className: string; label: string; children: ReactNode }): ReactElement {
  const reachable: HTMLAttributes<HTMLDivElement> = { role: 'region', 'aria-label': props.label, tabIndex: 0 };
  return (
    <div className={props.className} {...reachable}>
      {props.children}
    </div>
  );
}
