import type { ReactElement } from 'react';
import type { Cents } from '../../domain/units.js';
import { formatMoney, spokenMoney } from '../../domain/wording.js';

export interface MoneyProps {
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly locale: string;
  /** Only where currencies mix; else the currency stands in the column's head. */
  readonly symbol?: boolean;
}

/** An amount that may not be derivable: then "not known", never a zero. */
export function MoneyIfKnown({
  amount,
  ...rest
}: Omit<MoneyProps, 'amount'> & { amount: number | null }): ReactElement {
  return amount === null ? <span className="wkstate">not known</span> : <Money amount={amount} {...rest} />;
}

/** A balance or total: negatives in parentheses and read as "minus", zero in text-3, never red. */
export function Money({ amount, currency, locale, symbol = false }: MoneyProps): ReactElement {
  const exact = amount as Cents;
  const text = formatMoney(exact, currency, locale, { parentheses: true, symbol });
  if (amount >= 0) return <span className={amount === 0 ? 't3' : undefined}>{text}</span>;
  return (
    <span className="neg">
      <span aria-hidden="true">{text}</span>
      <span className="vh">{spokenMoney(exact, currency, locale)}</span>
    </span>
  );
}
