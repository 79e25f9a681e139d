import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { subscribeByEvent } from '../../server/http/subscriptionOperation.js';

const schema = buildSchema(
  'type Query { x: Int } type Event { number: Int } type Subscription { told(a: Int): Event }',
);
const args = (query: string, variableValues: Record<string, unknown> = {}): ExecutionArgs => ({
  schema,
  document: parse(query),
  variableValues,
});

/** One screen that is told these events; how often the number was asked for is counted by the events themselves. */
async function answers(asked: ExecutionArgs, events: readonly object[]): Promise<ExecutionResult[]> {
  const source = async function* () {
    for (const told of events) yield await Promise.resolve(told);
  };
  const contextFor = () => Promise.resolve({ end: () => Promise.resolve() });
  const found = await subscribeByEvent({ ...asked, subscribeFieldResolver: source }, contextFor);
  if (!(Symbol.asyncIterator in found)) throw new Error('it did not begin');
  const read: ExecutionResult[] = [];
  for await (const each of found) read.push(each);
  return read;
}

function event(number: number): { told: object; readonly asked: number } {
  let asked = 0;
  return {
    told: {
      get number() {
        asked += 1;
        return number;
      },
    },
    get asked() {
      return asked;
    },
  };
}

describe('the answer to an event', () => {
  it('is worked out once for screens that are handed the same one and ask the same of it', async () => {
    const same = event(7);
    const query = args('subscription { told { number } }');
    const all = await Promise.all([answers(query, [same]), answers(query, [same]), answers(query, [same])]);
    expect(all.flat().map(({ data }) => JSON.stringify(data))).toEqual(Array(3).fill('{"told":{"number":7}}'));
    expect(same.asked).toBe(1);
  });

  it('is another for another question, other variables, and another event of the same content', async () => {
    const [one, other] = [event(7), event(7)];
    await answers(args('subscription { told { number } }'), [one]);
    await answers(args('subscription { told { again: number } }'), [one]);
    const withVariable = 'subscription($a: Int) { told(a: $a) { number } }';
    await answers(args(withVariable, { a: 1 }), [one]);
    await answers(args(withVariable, { a: 2 }), [one]);
    await answers(args('subscription { told { number } }'), [other]);
    expect([one.asked, other.asked]).toEqual([4, 1]);
  });
});
