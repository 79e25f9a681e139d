import type { ReactElement } from 'react';
import { currencyExponent } from '../../domain/money.js';
import type { Cents } from '../../domain/units.js';
import { moneyVariance } from '../../domain/variance.js';
import { formatPercent } from '../../domain/wording.js';
import { MoneyChip, WordChip } from '../ui/VarianceChip.js';
import { usePrinting } from './reading.js';

/** How an amount moved since last week, in minor units; nothing where there is no amount now. */
export function AmountChange({ now, before }: { now: number | null; before: number | null }): ReactElement | null {
  const print = usePrinting();
  if (now === null) return null;
  const variance = moneyVariance(now as Cents, before as Cents | null, currencyExponent(print.currency));
  if (variance === null) return <WordChip>first week</WordChip>;
  const percent = variance.percent === null ? null : formatPercent(Math.abs(variance.percent), print.locale);
  return <MoneyChip change={variance.absolute} size={print.money(Math.abs(variance.absolute))} percent={percent} />;
}
