import Plus from 'lucide-react/icons/plus';
import type { ReactElement } from 'react';
import { useMemo } from 'react';
import type { DocumentKind, OpenDocument } from './console.js';
import { partiesOf } from './tableView.js';

export interface PartyFilterProps {
  readonly kind: DocumentKind;
  readonly all: readonly OpenDocument[];
  readonly party: string | null;
  readonly onParty: (party: string | null) => void;
}

/** The documents of one vendor or customer. The browser's own list: it has search by typing, and touch. */
export function PartyFilter({ kind, all, party, onParty }: PartyFilterProps): ReactElement {
  const parties = useMemo(() => partiesOf(all), [all]);
  const word = kind === 'BILL' ? 'Vendor' : 'Customer';
  return (
    <span className={party === null ? 'fc partyfilter' : 'fc on partyfilter'}>
      {party === null && <Plus size={13} aria-hidden="true" />}
      <span className="cut" aria-hidden="true">
        {party ?? word}
      </span>
      <select
        aria-label={word}
        value={party ?? ''}
        onChange={(event) => onParty(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">All {word.toLowerCase()}s</option>
        {parties.map(({ name, count }) => (
          <option key={name} value={name}>
            {name}
            {count > 1 ? ` (${count})` : ''}
          </option>
        ))}
      </select>
    </span>
  );
}
