import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { printListQuery, readListQuery, type ListQuery } from './listQuery.js';

/** The query in the page's address, and how to change a part of it. The address is replaced: Back leaves the list. */
export function useListQuery(): [ListQuery, (change: Partial<ListQuery>) => void] {
  const address = useSearch();
  const [path, navigate] = useLocation();
  const query = useMemo(() => readListQuery(address), [address]);
  const change = useCallback(
    (part: Partial<ListQuery>) => {
      const next = printListQuery({ ...query, ...part });
      navigate(next === '' ? path : `${path}?${next}`, { replace: true });
    },
    [query, path, navigate],
  );
  return [query, change];
}
