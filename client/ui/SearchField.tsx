import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import type { KeyboardEvent, ReactElement, Ref } from 'react';
import { Kbd } from './Kbd.js';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** The arrow-down key: on to what was found. */
  readonly onLeave?: () => void;
}

/** The longest text a search may have; the server's limit too. */
const MAX_LENGTH = 100;

/** Finds as one types. Escape empties it, then leaves it. */
export function SearchField({ label, value, onChange, inputRef, onLeave }: SearchFieldProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (value === '') event.currentTarget.blur();
      else onChange('');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      onLeave?.();
    }
  };
  return (
    <div className="fld search">
      <Search size={15} aria-hidden="true" />
      <input
        ref={inputRef}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={MAX_LENGTH}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button type="button" className="clear" aria-label="Clear search" onClick={() => onChange('')}>
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
