import { useEffect, useState, type ReactElement, type ReactNode } from 'react';

/** Anything faster needs no skeleton: it would only flicker. */
const SHOW_AFTER_MS = 120;

/** Shows its children once a wait has lasted 120 ms. */
export function AfterAWhile({ children }: { children: ReactNode }): ReactElement | null {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return due ? <>{children}</> : null;
}

/** Rows in the exact geometry of what will stand there. `row` draws one, from `Bone`s. */
export function SkeletonRows({ count, row }: { count: number; row: (index: number) => ReactNode }): ReactElement {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index}>{row(index)}</div>
      ))}
    </div>
  );
}

/** A block that stands for a text of that width. */
export function Bone({ width, height = 10 }: { width: string; height?: number }): ReactElement {
  return <span className="bone" style={{ width, height }} />;
}
