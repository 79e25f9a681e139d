import type { ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { useClientRows } from '../offline/index.js';
import { closestName } from '../ui/closestName.js';
import { NotFound } from '../ui/StatePage.js';

/** No such client among this person's: removed, a colleague's, or an address with a mistake in it. */
export function UnknownClient(): ReactElement {
  const [path] = useLocation();
  const { rows } = useClientRows();
  const closest = closestName(path, rows ?? []);
  const address = { label: 'Address', value: path.slice(0, 200) };
  return (
    <NotFound
      title="No client at this address"
      actions={
        <Link className="btn pri l" href="/clients">
          All clients
        </Link>
      }
      details={
        closest === null
          ? [address]
          : [{ label: 'Closest name', value: <Link href={`/clients/${closest.id}`}>{closest.name}</Link> }, address]
      }
    >
      <p>It may have been removed or given to another advisor, or the address has a mistake in it.</p>
    </NotFound>
  );
}
