import { describe, expect, it } from '@jest/globals';
import { timeOf } from '../../../server/quickbooks/answer.js';
import { readChanges } from '../../../server/quickbooks/mapping/changes.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';

const TIME = '2026-11-21T06:02:34.562-08:00';
const answer = (parts: readonly object[], time: unknown = TIME) => ({ CDCResponse: [{ QueryResponse: parts }], time });

const bill = { Id: '12', domain: 'QBO', TotalAmt: 5, MetaData: { LastUpdatedTime: TIME } };
const gone = { Id: '65', domain: 'QBO', status: 'Deleted', MetaData: { LastUpdatedTime: TIME } };

function failure(work: () => unknown): QuickBooksError {
  try {
    work();
  } catch (error) {
    if (error instanceof QuickBooksError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('changes', () => {
  it('sorts what changed from what is gone, by entity, with QuickBooks’ own time', () => {
    const changes = readChanges(
      answer([
        { Bill: [bill, gone], startPosition: 1, maxResults: 2, totalCount: 2 },
        {},
        { Vendor: [{ Id: '5', Active: false }], startPosition: 1, maxResults: 1 },
      ]),
      ['Bill', 'Invoice', 'Vendor'],
    );
    expect(changes.answeredAt.toISOString()).toBe('2026-11-21T14:02:34.562Z');
    expect(changes.objects).toBe(3);
    expect([...changes.changed]).toEqual([
      ['Bill', [bill]],
      ['Invoice', []],
      ['Vendor', [{ Id: '5', Active: false }]],
    ]);
    expect([...changes.deleted]).toEqual([
      ['Bill', ['65']],
      ['Invoice', []],
      ['Vendor', []],
    ]);
  });

  it('finds the entity whose list has another name', () => {
    const changes = readChanges(answer([{ CreditCardPaymentTxn: [{ Id: '9' }] }]), ['CreditCardPayment']);
    expect(changes.changed.get('CreditCardPayment')).toEqual([{ Id: '9' }]);
  });

  it('counts what QuickBooks counts, also where it gave fewer', () => {
    expect(readChanges(answer([{ Bill: [bill], totalCount: 1400 }]), ['Bill']).objects).toBe(1400);
  });

  it('takes a list of one entity in two parts', () => {
    const changes = readChanges(answer([{ Bill: [bill] }, { Bill: [{ Id: '13' }] }]), ['Bill']);
    expect(changes.changed.get('Bill')).toHaveLength(2);
  });

  it('takes a voided document for a change', () => {
    const voided = { ...bill, TotalAmt: 0, PrivateNote: 'Voided' };
    expect(readChanges(answer([{ Bill: [voided] }]), ['Bill']).changed.get('Bill')).toEqual([voided]);
  });

  it.each([
    ['no time', answer([{}], null), /cdc\.time/],
    ['a time that is none', answer([{}], 'yesterday'), /cdc\.time/],
    ['a local time without an offset', answer([{}], '2026-11-21T06:02:34'), /cdc\.time/],
    ['no answer', { time: TIME }, /CDCResponse/],
    ['no object where one belongs', { CDCResponse: [7], time: TIME }, /CDCResponse\[0\]/],
    ['an entity nobody asked for', answer([{ Invoice: [] }]), /not one entity/],
    ['two entities in one part', answer([{ Bill: [], Vendor: [] }]), /not one entity/],
    ['no list', answer([{ Bill: { Id: '1' } }]), /not a list/],
    ['a list of something else', answer([{ Bill: ['1'] }]), /not a list/],
    ['no id', answer([{ Bill: [{ status: 'Deleted' }] }]), /\.Id/],
    ['a status that is not known', answer([{ Bill: [{ Id: '1', status: 'Archived' }] }]), /status of Bill 1/],
  ])('does not read %s', (_name, json, place) => {
    const error = failure(() => readChanges(json, ['Bill', 'Vendor']));
    expect([error.kind, error.detail]).toEqual(['unreadable', expect.stringMatching(place)]);
  });

  it('throws the fault of one entity inside a good answer', () => {
    const fault = { Error: [{ Message: 'Unsupported Operation', code: '500' }], type: 'ValidationFault' };
    const error = failure(() => readChanges(answer([{ Bill: [bill] }, { Fault: fault }]), ['Bill', 'TaxRate']));
    expect(error).toMatchObject({ kind: 'refused', code: '500' });
    expect(failure(() => readChanges({ CDCResponse: [{ Fault: fault }], time: TIME }, ['Bill'])).kind).toBe('refused');
  });
});

describe('QuickBooks’ own time', () => {
  it('is an instant of the envelope or the report, never our clock', () => {
    expect(timeOf({ time: TIME })?.toISOString()).toBe('2026-11-21T14:02:34.562Z');
    expect(timeOf({ Header: { Time: '2026-11-21T06:02:34-08:00' } })?.toISOString()).toBe('2026-11-21T14:02:34.000Z');
    expect(timeOf({ time: 1_601_391_072_830 })?.toISOString()).toBe('2020-09-29T14:51:12.830Z');
    for (const json of [{}, { time: null }, { time: 'now' }, { Header: 'x' }, { Header: { Time: '' } }])
      expect(timeOf(json)).toBeNull();
  });
});
