import type { ReactElement } from 'react';

/** `Cascade Hardwoods B-20418`. Where there is little room the name gives way: the number tells two of one vendor apart. */
export function DocumentName({ name, number }: { name: string; number: string | null }): ReactElement {
  return (
    <span className="docname">
      <span className="cut">{name}</span>
      {number !== null && <span className="docnumber"> {number}</span>}
    </span>
  );
}
