import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { IsoDate, Weeks } from '../../domain/units.js';
import { formatRange, formatRunwayWithUnit } from '../../domain/wording.js';
import type { DigestView, ProvenanceView } from '../offline/index.js';
import { ProvenanceAccounts } from './ProvenanceAccounts.js';
import { ProvenanceGroups } from './ProvenanceGroups.js';
import { ProvenanceTie } from './ProvenanceTie.js';
import { provenanceText } from './provenanceText.js';
import { usePrinting } from './reading.js';

export interface ProvenanceCardProps {
  readonly provenance: ProvenanceView;
  readonly digest: DigestView;
  readonly client: string;
  /** A past week's figures. */
  readonly isPast: boolean;
  /** Takes the focus when it opens; not when it stands open from the start. */
  readonly takesFocus: boolean;
  /** Covers the page, so the focus stays inside. */
  readonly isSheet: boolean;
  readonly onClose: () => void;
}

/** Where one figure comes from, down to its transactions. Everything in it is on the device: it works offline. */
export function ProvenanceCard(props: ProvenanceCardProps): ReactElement {
  const { provenance, digest, client, isPast, takesFocus, isSheet, onClose } = props;
  const card = useRef<HTMLElement>(null);
  const { figure } = provenance;
  useEffect(() => {
    if (takesFocus) card.current?.focus();
  }, [takesFocus, figure]);
  useEffect(() => {
    const sheet = card.current;
    if (!isSheet || sheet === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') keepFocusIn(sheet, event);
    };
    sheet.addEventListener('keydown', onKeyDown);
    return () => sheet.removeEventListener('keydown', onKeyDown);
  }, [isSheet]);
  const title = `Where ${whatOf(provenance, digest)} comes from`;
  return (
    <aside
      ref={card}
      className="pop prov"
      role="dialog"
      aria-label={title}
      aria-modal={isSheet || undefined}
      tabIndex={-1}
    >
      <header className="row">
        <h2>{title}</h2>
        <span className="sp" />
        <button type="button" className="btn s icon qt" aria-label="Close" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      <Formula provenance={provenance} />
      <WindowOf provenance={provenance} digest={digest} />
      <ProvenanceAccounts provenance={provenance} figures={digest.figures} />
      {/* A new figure starts with its lists closed. */}
      <ProvenanceGroups key={figure} provenance={provenance} digest={digest} />
      <ProvenanceTie figure={figure} digest={digest} isPast={isPast} />
      {provenance.notes.length > 0 && (
        <section>
          <h3>Notes</h3>
          {provenance.notes.map((note) => (
            <p key={note} className="sm t2">
              {note}
            </p>
          ))}
        </section>
      )}
      <footer className="row gap2">
        <CopyButton provenance={provenance} digest={digest} client={client} />
      </footer>
    </aside>
  );
}

function Formula({ provenance }: { provenance: ProvenanceView }): ReactElement {
  return (
    <section>
      <h3>Formula</h3>
      <p className="fm">{provenance.formulaInWords}</p>
      {provenance.missing === null ? (
        <p className="fm t2">{provenance.formulaInFigures}</p>
      ) : (
        <p className="fm">
          <b>Not derived.</b> {provenance.missing}
        </p>
      )}
    </section>
  );
}

function WindowOf({ provenance, digest }: { provenance: ProvenanceView; digest: DigestView }): ReactElement {
  const print = usePrinting();
  const { window } = provenance;
  const through =
    digest.booksThrough === null ? 'No movement in the books yet.' : `Books through ${print.day(digest.booksThrough)}.`;
  return (
    <section>
      <h3>{window === null ? 'Date' : 'Window'}</h3>
      <p>
        {window === null
          ? `As of ${print.day(digest.asOf)}`
          : `${formatRange(window.from as IsoDate, window.to as IsoDate)}, ${window.days} days`}
      </p>
      <p className="t3 sm">{through} Bank feed lines not yet in the books are not visible here.</p>
    </section>
  );
}

function CopyButton(props: { provenance: ProvenanceView; digest: DigestView; client: string }): ReactElement {
  const { provenance, digest, client } = props;
  const print = usePrinting();
  const [said, say] = useState<string | null>(null);
  const copy = (): void => {
    const text = provenanceText(provenance, digest, client, print);
    // A browser that refuses the clipboard says so here, not in silence.
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => say('Copied'),
        () => say('This browser does not let the page copy.'),
      );
  };
  return (
    <>
      <button type="button" className="btn s" onClick={copy}>
        {said === 'Copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        Copy as text
      </button>
      <span className="sm t3" role="status">
        {said}
      </span>
    </>
  );
}

/** Tab goes round inside the sheet: what lies under it cannot be seen. */
function keepFocusIn(sheet: HTMLElement, event: KeyboardEvent): void {
  const stops = [...sheet.querySelectorAll<HTMLElement>('button:not(:disabled),[href],[tabindex="0"]')];
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  if (first === undefined || last === undefined) return;
  if (event.shiftKey ? at === first || at === sheet : at === last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

/** "4.6 weeks" for a runway that is a number, else the figure's name. */
function whatOf({ figure, title }: ProvenanceView, { figures }: DigestView): string {
  const { runway } = figures;
  if (figure === 'RUNWAY' && runway.state === 'NUMBER') {
    return formatRunwayWithUnit({ ...runway, weeks: runway.weeks as Weeks | null });
  }
  return title.slice(0, 1).toLowerCase() + title.slice(1);
}
