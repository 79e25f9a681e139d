import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useClientRows } from '../offline/index.js';
import { closestName } from '../ui/closestName.js';
import { NotFound } from '../ui/StatePage.js';

/** What stands at an address that leads nowhere. */
export function NoPage({ address }: { address: string }): ReactElement {
  const { rows } = useClientRows();
  const closest = closestName(address, rows ?? []);
  return (
    <NotFound
      title="No page at this address"
      actions={
        <Link className="btn pri l" href="/clients">
          Clients
        </Link>
      }
      details={
        closest === null
          ? []
          : [{ label: 'Closest name', value: <Link href={`/clients/${closest.id}`}>{closest.name}</Link> }]
      }
    >
      <p>The client may have been removed, or belong to a colleague. The address was {address.slice(0, 200)}.</p>
    </NotFound>
  );
}
