import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState, type ReactElement } from 'react';

/** A reference to quote to support, with a button that copies it. */
export function CopyReference({ reference }: { reference: string }): ReactElement {
  const [said, say] = useState<string | null>(null);
  const copy = (): void => {
    // A browser that refuses the clipboard says so here, not in silence.
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(reference))
      .then(
        () => say('Copied'),
        () => say('This browser does not let the page copy.'),
      );
  };
  return (
    <span className="reference">
      <span className="t3">Reference</span> <code>{reference}</code>
      <button type="button" className="btn s icon qt" aria-label={`Copy reference ${reference}`} onClick={copy}>
        {said === 'Copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      </button>
      <span className="sm t3" role="status">
        {said}
      </span>
    </span>
  );
}
