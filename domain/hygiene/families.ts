import type { Party } from './hygieneBooks.js';
import type { HygieneSource } from './hygieneSource.js';
import { topName } from './topName.js';

/** The customer each job belongs to, by the job's id: a customer pays for its jobs. Vendors have none. */
export function familiesOf(source: HygieneSource, kind: Party['kind']): ReadonlyMap<string, string> {
  if (kind === 'Vendor') return NO_FAMILIES;
  return source.once('customers of jobs', ['PARTIES', ...NAMING], () => {
    const jobs = jobNames(source);
    const tops = new Map<string, string | null>();
    for (const { id, name } of source.parties(kind).values()) {
      const top = topName(name);
      if (!jobs.has(id)) tops.set(top, tops.has(top) ? null : id);
    }
    return new Map([...jobs].map(([id, name]) => [id, tops.get(topName(name)) ?? id]));
  });
}

const NO_FAMILIES: ReadonlyMap<string, string> = new Map();
/** Documents that call a job by its full name, where the list of customers does not. */
const NAMING = ['Invoice', 'Payment', 'CreditMemo'] as const;

/** The full names of jobs by their ids; of several the first by the alphabet. */
function jobNames(source: HygieneSource): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const see = (id: string | null, name: string | null): void => {
    if (id === null || !name?.includes(':')) return;
    const known = names.get(id);
    if (known === undefined || name < known) names.set(id, name);
  };
  for (const { id, name } of source.parties('Customer').values()) see(id, name);
  for (const { partyId, partyName } of NAMING.flatMap((type) => source.documents(type))) see(partyId, partyName);
  return names;
}
