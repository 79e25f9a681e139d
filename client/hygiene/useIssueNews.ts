import { useCallback, useEffect, useRef, useState } from 'react';
import type { HygieneView } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { issueNews } from './issueNews.js';

export interface ShownNews {
  /** What was settled while the tab was open; null when nothing, or when it was read. */
  readonly settled: string | null;
  readonly read: () => void;
}

/** Says what a reading of the books did to the issues while they are on the screen, and keeps what was settled until it is read. */
export function useIssueNews(hygiene: HygieneView, locale: string): ShownNews {
  const announce = useAnnounce();
  const before = useRef(hygiene);
  const [settled, show] = useState<string | null>(null);
  useEffect(() => {
    const news = issueNews(before.current, hygiene, locale);
    before.current = hygiene;
    if (news.settled !== null) show(news.settled);
    if (news.said !== null) announce(news.said);
  }, [hygiene, locale, announce]);
  const read = useCallback(() => show(null), []);
  return { settled, read };
}
