/** The ways issues turn out, held against the forecast they are laid over. */
import { describe, expect, it } from '@jest/globals';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import type { ForecastChange } from '../../../domain/forecast/forecastInputs.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { Rule } from '../../../domain/hygiene/rule.js';
import { duplicateExpense } from '../../../domain/hygiene/rules/duplicateExpense.js';
import { futureDated } from '../../../domain/hygiene/rules/futureDated.js';
import { uncategorisedTransaction } from '../../../domain/hygiene/rules/uncategorisedTransaction.js';
import { unclearedEntry } from '../../../domain/hygiene/rules/unclearedEntry.js';
import { unusualEntry } from '../../../domain/hygiene/rules/unusualEntry.js';
import { account, CHART } from '../company.js';
import {
  bill,
  billPayment,
  deposit,
  found,
  invoice,
  journal,
  payment,
  purchase,
  salesReceipt,
  sourceOf,
  type Entered,
} from './books.js';

/** Half a year of history with money on hand. */
const OPENED = salesReceipt('opened', '2026-05-01', 9_000_000_00, { cleared: true, party: 'Start' });

const inputsOf = (source: HygieneSource) => forecastInputs(source.snapshots, source.asOf);

/** The changes of the way a rule's only finding turns out that has any. */
function changesOf(rule: Rule, source: HygieneSource): readonly ForecastChange[] {
  const findings = found(rule, source);
  expect(findings).toHaveLength(1);
  return findings[0]?.resolutions?.flatMap(({ changes }) => changes) ?? [];
}

/** What the last balance of the forecast differs by. */
function effect(source: HygieneSource, changes: readonly ForecastChange[]): number {
  const last = (of: readonly ForecastChange[]): number =>
    forecastFrom(inputsOf(source), of).weeks.at(-1)?.closing ?? Number.NaN;
  return last(changes) - last([]);
}

describe('the run-rate without a document', () => {
  const accounts = [...CHART, account('Uncategorized Expense', 'Expense')];
  const unknown = (id: string, date: string, more = {}) =>
    purchase(id, date, 910_00, { account: 'Uncategorized Expense', party: 'Who', ...more });
  const of = (...entered: Entered[]) => sourceOf([OPENED, ...entered], { accounts });

  it('is what the forecast has without it', () => {
    const changes = changesOf(uncategorisedTransaction, of(unknown('1', '2026-10-01')));
    expect(changes).toEqual([{ kind: 'RUN_RATE', in: 0, out: -70_00, of: 'Purchase:1' }]);
    const inputs = inputsOf(of(unknown('1', '2026-10-01'), purchase('2', '2026-10-02', 91_00)));
    expect(inputs.runRate.out - 70_00).toBe(inputsOf(of(purchase('2', '2026-10-02', 91_00))).runRate.out);
  });

  it('stays as it is for what belongs to a series, or was paid by transfer from an account that is not counted', () => {
    const monthly = ['06', '07', '08', '09', '10', '11'].map((month) => unknown(month, `2026-${month}-03`));
    expect(inputsOf(of(...monthly)).series).toHaveLength(1);
    expect(found(uncategorisedTransaction, of(...monthly)).map(({ resolutions }) => resolutions)).toEqual(
      monthly.map(() => null),
    );
  });

  it('is no part of what a payment of a bill or a loan moved', () => {
    const twice = ['1', '2'].map((id) =>
      purchase(id, '2026-11-10', 910_00, { party: 'Bank', memo: 'Loan', legs: { checking: -910_00, loan: 910_00 } }),
    );
    expect(changesOf(duplicateExpense, of(...twice))).toEqual([{ kind: 'CASH', amount: 910_00, of: 'Purchase:2' }]);
  });

  it('names one document once, whatever rules find it', () => {
    const usual = ['06', '07', '08', '09', '10'].flatMap((month) =>
      [5, 15].map((day) =>
        purchase(`${month}${day}`, `2026-${month}-${String(day).padStart(2, '0')}`, 100_00 + day, {
          account: 'rent',
          party: `p${month}${day}`,
          cleared: true,
        }),
      ),
    );
    const large = purchase('x', '2026-09-10', 9_100_00, { account: 'rent', party: 'v' });
    const source = of(...usual, large);
    const names = [unusualEntry, unclearedEntry].flatMap((rule) =>
      changesOf(rule, source).map((change) => ('of' in change ? change.of : null)),
    );
    expect(names).toEqual(['Purchase:x', 'Purchase:x', 'Purchase:x']);
  });
});

describe('an entry dated ahead that has happened', () => {
  it('brings nothing where it takes out of undeposited funds, which are cash of the first day', () => {
    const paid = payment('1', '2026-11-20', 400_00, { through: 'undeposited', party: 'Beta' });
    const ahead = deposit('2', '2026-11-25', 400_00, { applied: { 'Payment:1': 400_00 } });
    expect(changesOf(futureDated, sourceOf([OPENED, paid, ahead]))).toEqual([]);
  });

  it('brings now what it would have brought then', () => {
    const ahead = payment('1', '2026-11-25', 400_00, { through: 'undeposited', party: 'Beta' });
    const source = sourceOf([OPENED, ahead]);
    expect(effect(source, changesOf(futureDated, source))).toBe(0);
  });

  it('is gone both ways where it moves cash in and out', () => {
    const ahead = journal('1', '2026-11-25', 0, {
      legs: { checking: 500_00, 'checking#2': -200_00, sales: -500_00, rent: 200_00 },
    });
    const source = sourceOf([OPENED, ahead]);
    expect(inputsOf(source).items.map(({ key }) => key)).toEqual([
      'Posted:Journal Entry:1',
      'Posted:Journal Entry:1:IN',
    ]);
    const changes = changesOf(futureDated, source);
    expect(changes).toHaveLength(3);
    expect(effect(source, changes)).toBe(0);
  });
});

describe('an entry that the bank never showed', () => {
  const later = purchase('z', '2026-11-20', 1_00, { party: 'x', cleared: true });
  const of = (...entered: Entered[]) => sourceOf([OPENED, later, ...entered]);
  const owed = bill('b', '2026-08-01', 2_000_00, { party: 'v', dueDate: '2026-08-20' });

  it('leaves the bill owed that a payment settled: later, not never', () => {
    const source = of(owed, billPayment('p', '2026-08-20', 2_000_00, { party: 'v', applied: { 'Bill:b': 2_000_00 } }));
    const changes = changesOf(unclearedEntry, source);
    expect(changes).toMatchObject([
      { kind: 'CASH', amount: 2_000_00, of: 'BillPayment:p' },
      { kind: 'ADD', item: { direction: 'OUT', amount: 2_000_00, date: '2026-12-22' } },
    ]);
    expect(effect(source, changes)).toBe(0);
  });

  it('leaves the bill owed that a payment is netted with and not applied to', () => {
    const source = of(owed, billPayment('p', '2026-08-20', 2_000_00, { party: 'v' }));
    const changes = changesOf(unclearedEntry, source);
    expect(changes).toEqual([
      { kind: 'CASH', amount: 2_000_00, of: 'BillPayment:p' },
      { kind: 'REMOVE', key: 'BillPayment:p' },
    ]);
    expect(effect(source, changes)).toBe(0);
  });

  it('leaves the invoice to come in that a payment settled, itself or in a deposit', () => {
    const sent = invoice('i', '2026-08-01', 2_000_00, { party: 'c' });
    const applied = { 'Invoice:i': 2_000_00 };
    const paid = of(sent, payment('p', '2026-08-20', 2_000_00, { party: 'c', applied }));
    expect(effect(paid, changesOf(unclearedEntry, paid))).toBe(0);
    const received = payment('p', '2026-08-20', 2_000_00, { party: 'c', applied, through: 'undeposited' });
    const deposited = of(sent, received, deposit('d', '2026-08-21', 2_000_00, { applied: { 'Payment:p': 2_000_00 } }));
    expect(effect(deposited, changesOf(unclearedEntry, deposited))).toBe(0);
  });

  it('was never spent where it settled nothing', () => {
    const source = of(purchase('p', '2026-08-20', 2_000_00, { party: 'v' }));
    expect(changesOf(unclearedEntry, source)).toEqual([{ kind: 'CASH', amount: 2_000_00, of: 'Purchase:p' }]);
  });
});
