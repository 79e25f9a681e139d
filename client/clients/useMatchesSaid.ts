import { useEffect, useRef } from 'react';
import { countOf } from '../../domain/wording.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { printListQuery, type ListQuery } from './listQuery.js';

/** Says how many match once a person stops typing or choosing. */
export function useMatchesSaid(query: ListQuery, count: number): void {
  const announce = useAnnounce();
  const asked = printListQuery({ ...query, sort: [] });
  const said = useRef(asked);
  // The count alone may change with a sync: that is not what was asked for, so it is read when it is time to say it.
  const latest = useRef(count);
  useEffect(() => {
    latest.current = count;
  }, [count]);
  useEffect(() => {
    if (said.current === asked) return undefined;
    const timer = setTimeout(() => {
      said.current = asked;
      announce(`${countOf(latest.current, 'client')} shown`);
    }, 400);
    return () => clearTimeout(timer);
  }, [asked, announce]);
}
