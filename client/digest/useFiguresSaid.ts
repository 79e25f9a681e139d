import { useEffect, useRef } from 'react';
import { formatMoney, formatRunwayWithUnit } from '../../domain/wording.js';
import type { Cents, Weeks } from '../../domain/units.js';
import type { DigestView } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { useViewer } from '../viewer.js';

interface Said {
  readonly id: string;
  readonly runway: string;
  readonly cash: string | null;
}

/** Says once, politely, what became of the open client's first figure: the runway, else the cash. Nothing when it opens. */
export function useFiguresSaid(id: string, name: string | null, digest: DigestView | null): void {
  const announce = useAnnounce();
  const { locale } = useViewer();
  const said = useRef<Said | null>(null);
  useEffect(() => {
    if (digest === null || name === null) return;
    const { runway, cashOnHand } = digest.figures;
    const now: Said = {
      id,
      runway: formatRunwayWithUnit({ ...runway, weeks: runway.weeks as Weeks | null }, locale),
      cash: cashOnHand === null ? null : formatMoney(cashOnHand as Cents, digest.currency, locale),
    };
    const before = said.current;
    said.current = now;
    if (before?.id !== id) return;
    if (before.runway !== now.runway) announce(`${name}: runway now ${now.runway}`);
    else if (before.cash !== now.cash && now.cash !== null) announce(`${name}: cash on hand now ${now.cash}`);
  }, [id, name, digest, announce, locale]);
}
