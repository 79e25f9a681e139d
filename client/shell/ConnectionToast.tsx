import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { ClientRow } from '../../domain/clientList.js';
import { Toast } from '../ui/Toast.js';
import { connectionSentence, readConnectionNews, withoutConnectionNews } from './connectionNews.js';

/** Says how connecting a company ended, on the way back from QuickBooks, and takes it out of the address. */
export function ConnectionToast({ rows }: { rows: readonly ClientRow[] }): ReactElement | null {
  const address = useSearch();
  const [path, navigate] = useLocation();
  const [news, setNews] = useState(() => readConnectionNews(address));
  const isInAddress = readConnectionNews(address) !== null;
  useEffect(() => {
    if (!isInAddress) return;
    const rest = withoutConnectionNews(address);
    navigate(rest === '' ? path : `${path}?${rest}`, { replace: true });
  }, [isInAddress, address, path, navigate]);
  const close = useCallback(() => setNews(null), []);
  return news === null ? null : <Toast message={connectionSentence(news, rows)} onClose={close} />;
}
