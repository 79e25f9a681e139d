import type { ForecastChange } from './forecastInputs.js';
import { headlineOf, type Headline } from './headline.js';
import { ItemChanges } from './itemChanges.js';
import { addItem, changedRate, type PreparedForecast } from './prepare.js';
import { weeklyByDay } from './spreading.js';

/** A forecast's headline with further changes. */
export interface WhatIf extends Headline {
  /** Sum of the balances of all days: tells apart what has the same low point. Not an amount of money. */
  readonly area: number;
}

/**
 * What the forecast says first when further changes are applied to a prepared one: the same as preparing with both, in
 * microseconds. Refuses as `forecastFrom` does.
 */
export function whatIf(prepared: PreparedForecast, changes: readonly ForecastChange[]): WhatIf {
  const made = new ItemChanges(prepared.index, changes, prepared.money);
  const net = changes.length === 0 ? prepared.net : netWith(prepared, made);
  const opening = prepared.opening + made.money.cash;
  const balances = new Float64Array(net.length);
  let [balance, area] = [opening, 0];
  for (let day = 0; day < net.length; day += 1) {
    balance += net[day] ?? 0;
    balances[day] = balance;
    area += balance;
  }
  return { ...headlineOf(opening, balances, prepared.horizon), area };
}

function netWith({ net: before, index, inputs, horizon }: PreparedForecast, made: ItemChanges): Float64Array {
  const net = before.slice();
  for (const [key, after] of made.touched) {
    const standing = index.byKey.get(key);
    if (standing?.dated) addItem(net, standing.item, horizon, -1);
    if (after?.dated) addItem(net, after.item, horizon, 1);
  }
  const { runRate } = inputs;
  const { runRateIn, runRateOut } = made.money;
  if (runRateIn !== 0) changeRate(net, runRate.in, changedRate(runRate.in, runRateIn), 1);
  if (runRateOut !== 0) changeRate(net, runRate.out, changedRate(runRate.out, runRateOut), -1);
  return net;
}

function changeRate(net: Float64Array, before: number, after: number, sign: 1 | -1): void {
  const old = weeklyByDay(before, net.length);
  weeklyByDay(after, net.length).forEach((amount, day) => {
    net[day] = (net[day] ?? 0) + sign * (amount - (old[day] ?? 0));
  });
}
