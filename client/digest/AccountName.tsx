import type { ReactElement } from 'react';

/** An account by its name, with the end of its number. */
export function AccountName({ account }: { account: { name: string; number: string | null } }): ReactElement {
  return (
    <span className="an">
      {account.name}
      {account.number !== null && <span className="t3"> …{account.number.slice(-4)}</span>}
    </span>
  );
}
