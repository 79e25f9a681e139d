import { wholesOf } from '../../domain/forecast/itemTies.js';
import type { ForecastItemView, ForecastView } from './forecastParts.js';

/** How an item stands where it is not as the books have it, and by which key that is taken back. */
export interface ItemStanding {
  /** The bill or invoice that it is left out with, in words: it comes back with that alone. Null: it is not. */
  readonly offWith: string | null;
  /** Likewise of one that is expected on another day. */
  readonly movedWith: string | null;
  /** What is switched: of a part of a credit that is left out as a whole, the whole. */
  readonly switchKey: string;
}

/** A credit goes the way of the bill or invoice it is set against: what was done to that was not done to the credit. */
export function standingOf(item: ForecastItemView, { items, inView }: ForecastView): ItemStanding {
  const byKey = (key: string | null): ForecastItemView | undefined =>
    key === null ? undefined : (items.find((one) => one.key === key) ?? inView.find((one) => one.key === key));
  const target = byKey(item.against ?? null);
  const name = target === undefined ? null : targetName(target);
  const whole = wholesOf(item).find((key) => key !== item.series && byKey(key)?.off === true);
  return {
    offWith: item.off && target?.off === true ? name : null,
    movedWith: item.movedFrom !== null && target !== undefined && target.movedFrom !== null ? name : null,
    switchKey: item.off && whole !== undefined ? whole : item.key,
  };
}

/** `Left out with bill B-20418.`, `Left out of the forecast.`; empty where it is in it. */
export function leftOutWords({ off }: Pick<ForecastItemView, 'off'>, offWith: string | null = null): string {
  if (!off) return '';
  return offWith === null ? 'Left out of the forecast.' : `Left out with ${offWith}.`;
}

function targetName({ kind, number, name }: ForecastItemView): string {
  return `${kind === 'INVOICE' ? 'invoice' : 'bill'} ${number ?? `of ${name}`}`;
}
