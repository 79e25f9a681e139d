import type { ReactElement } from 'react';
import type { DigestView } from '../offline/index.js';
import { usePrinting } from './reading.js';

/** What is not counted, and what stands beside the figures. */
export function Notes({ digest }: { digest: DigestView }): ReactElement | null {
  const { money } = usePrinting();
  const { notes, unappliedPayables, unappliedReceivables } = digest.figures;
  const lines = [
    ...notes,
    ...(unappliedPayables === 0
      ? []
      : [
          `Vendor credits and bill payments applied to nothing: ${money(unappliedPayables)}, beside the bills, not netted.`,
        ]),
    ...(unappliedReceivables === 0
      ? []
      : [
          `Credit memos and payments applied to nothing: ${money(unappliedReceivables)}, beside the invoices, not netted.`,
        ]),
  ];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="digest-notes">
      <div className="sec">
        <h2 id="digest-notes">Notes</h2>
      </div>
      <ul className="notes">
        {lines.map((line) => (
          <li key={line} className="sm t2">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
