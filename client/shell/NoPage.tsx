import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { NotFound } from '../ui/StatePage.js';

/** What stands at an address that leads nowhere. */
export function NoPage({ address }: { address: string }): ReactElement {
  return (
    <NotFound
      title="No page at this address"
      actions={
        <Link className="btn pri l" href="/clients">
          Clients
        </Link>
      }
      details={[{ label: 'Reference', value: '404' }]}
    >
      <p>The client may have been removed, or belong to a colleague. The address was {address.slice(0, 200)}.</p>
    </NotFound>
  );
}
