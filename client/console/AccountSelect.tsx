import type { ReactElement } from 'react';
import type { PayingAccount } from './console.js';

export interface AccountSelectProps {
  /** What its label is for. */
  readonly id: string;
  readonly accounts: readonly PayingAccount[];
  /** Null: none is chosen. */
  readonly value: string | null;
  readonly isInvalid: boolean;
  readonly onChoose: (accountId: string) => void;
}

/** The bank account a payment is recorded from; says of those that are not counted as cash that they are not. */
export function AccountSelect({ id, accounts, value, isInvalid, onChoose }: AccountSelectProps): ReactElement {
  return (
    <select
      id={id}
      className="fieldbox"
      value={value ?? ''}
      aria-invalid={isInvalid}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {value === null && <option value="">No account chosen</option>}
      {accounts.map((account) => (
        <option key={account.id} value={account.id}>
          {account.name}
          {account.number !== null && ` …${account.number.slice(-4)}`}
          {account.counted ? '' : ', not counted as cash'}
        </option>
      ))}
    </select>
  );
}
