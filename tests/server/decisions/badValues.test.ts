import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import type { GraphqlAnswer, TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, startDeciding, type DraftInput } from './decisionsGround.js';

interface Submitted {
  readonly submitDecisions: {
    readonly results: readonly {
      readonly decision: { readonly state: string } | null;
      readonly refusal: { readonly code: string; readonly message: string } | null;
    }[];
  };
}
type Answer = GraphqlAnswer<Submitted | null>;

const SUBMIT = `mutation($decisions: [DecisionInput!]!) { submitDecisions(decisions: $decisions) {
  results { decision { state } refusal { code message } } refusal { code } } }`;

/** As a partner's program may write it: the JSON of a number is its own, whatever JavaScript would make of it. */
interface Raw {
  readonly raw: string;
}
const raw = (text: string): Raw => ({ raw: text });

function jsonOf(decisions: readonly DraftInput[]): string {
  const written: string[] = [];
  const text = JSON.stringify({ query: SUBMIT, variables: { decisions } }, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('raw' in value)) return value;
    return `<raw ${written.push(String(value.raw)) - 1}>`;
  });
  return text.replaceAll(/"<raw (\d+)>"/g, (_all, place: string) => written[Number(place)] ?? '');
}

describe('a value in a batch, as a program writes it in JSON', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
  });

  const submit = (decisions: readonly DraftInput[]): Promise<Answer> => daniel.post(jsonOf(decisions));
  const kept = () => server.test.asOwner('select 1 from decision where client_id = ?::uuid', [clientId]);
  /** The odd one stands between two good ones. */
  const batch = (more: Record<string, unknown>, saw: Record<string, unknown> = {}): DraftInput[] => [
    decide(clientId, { documentKey: 'Bill:2' }),
    decide(clientId, more, saw),
    decide(clientId, { documentKey: 'Bill:3' }),
  ];
  const without = (field: string): DraftInput => decide(clientId, { [field]: undefined });

  it.each([
    ['0', 'OUT_OF_RANGE', /above zero, up to 100\.00/],
    ['-0', 'OUT_OF_RANGE', /above zero, up to 100\.00/],
    ['-5', 'OUT_OF_RANGE', /above zero, up to 100\.00/],
    ['10001', 'OUT_OF_RANGE', /Enter at most 100\.00/],
    ['1e15', 'OUT_OF_RANGE', /Enter at most 100\.00/],
    ['9007199254740991', 'OUT_OF_RANGE', /Enter at most 100\.00/],
    ['-9007199254740991', 'OUT_OF_RANGE', /above zero, up to 100\.00/],
    ['null', 'INVALID_INPUT', /Enter an amount up to 100\.00/],
  ])('amount %s is refused with the choice that remains; the others are taken', async (amount, code, words) => {
    const { errors, data } = await submit(batch({ amount: raw(amount) }));
    expect(errors).toEqual([]);
    const results = data?.submitDecisions.results ?? [];
    expect(results.map(({ decision }) => decision?.state)).toEqual(['ACCEPTED', undefined, 'ACCEPTED']);
    expect(results[1]?.refusal).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(await kept()).toHaveLength(2);
  });

  it.each(['100.00', '1e2', '100'])('amount %s is a hundred minor units, however it is written', async (amount) => {
    const { errors, data } = await submit(batch({ amount: raw(amount) }));
    expect(errors).toEqual([]);
    expect(data?.submitDecisions.results.map(({ decision }) => decision?.state)).toEqual(Array(3).fill('ACCEPTED'));
  });

  it.each<[what: string, place: string, words: RegExp, more: Record<string, unknown>, saw?: Record<string, unknown>]>([
    ['amount 12.345', 'amount', /integer amount in minor units/, { amount: raw('12.345') }],
    ['amount 1e20', 'amount', /integer amount in minor units/, { amount: raw('1e20') }],
    ['amount 1e999', 'amount', /integer amount in minor units/, { amount: raw('1e999') }],
    ['amount 9007199254740993', 'amount', /integer amount in minor/, { amount: raw('9007199254740993') }],
    ['amount "12,50"', 'amount', /integer amount in minor units/, { amount: '12,50' }],
    ['amount "1250"', 'amount', /integer amount in minor units/, { amount: '1250' }],
    ['an amount in an object', 'amount', /integer amount in minor/, { amount: { value: 1250, currency: 'USD' } }],
    ['a kind that is none', 'kind', /does not exist in "DecisionKind"/, { kind: 'PAY' }],
    ['a very long kind', 'kind', /does not exist in "DecisionKind"/, { kind: 'PAY'.repeat(400) }],
    ['February 30', 'plannedFor', /YYYY-MM-DD/, { kind: 'PLAN', plannedFor: '2026-02-30' }],
    ['a balance that is text', 'saw.openBalance', /integer amount in minor units/, {}, { openBalance: '100.00' }],
    ['a balance of 99.5', 'saw.openBalance', /integer amount in minor units/, {}, { openBalance: raw('99.5') }],
    ['yesterday', 'saw.syncedAt', /instant in ISO 8601/, {}, { syncedAt: 'yesterday' }],
    ['books of no version', 'saw.booksVersion', /Int cannot represent/, {}, { booksVersion: raw('1e20') }],
    ['a number for a name', 'saw.name', /String cannot represent/, {}, { name: 12 }],
    ['no currency', 'saw', /Field "currency" of required type "String!"/, {}, { currency: undefined }],
    ['a field nobody knows', 'saw', /Field "colour" is not defined/, {}, { colour: 'red' }],
  ])('%s is no request at all: its place is named, nothing is done', async (_, place, words, more, saw = {}) => {
    const { errors, status } = await submit(batch(more, saw));
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(`"decisions[1].${place}"`);
    expect(errors[0]?.message).toMatch(words);
    expect(errors[0]?.message.length).toBeLessThanOrEqual(300);
    expect(await kept()).toEqual([]);
    expect(await server.test.asOwner('select 1 from decision_outbox where client_id = ?::uuid', [clientId])).toEqual(
      [],
    );
  });

  it.each(['id', 'clientId', 'kind', 'documentKey', 'saw'])('one without %s says so, whatever it is', async (field) => {
    const { errors } = await submit([decide(clientId, { documentKey: 'Bill:2' }), without(field)]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain('"decisions[1]"');
    expect(errors[0]?.message).toContain(`Field "${field}" of required type`);
    expect(await kept()).toEqual([]);
  });

  it('names every place where there are several, so that the others can be sent without them', async () => {
    const [first, second, third] = batch({ amount: raw('12.345') });
    const odd = { ...decide(clientId, { documentKey: 'Bill:4' }), kind: 'PAY' };
    const { errors } = await submit([first, second, third, odd] as DraftInput[]);
    expect(errors.map(({ message }) => /"(decisions\[.*?)"/.exec(message)?.[1])).toEqual([
      'decisions[1].amount',
      'decisions[3].kind',
    ]);
    const { data } = await submit([first, third] as DraftInput[]);
    expect(data?.submitDecisions.results.map(({ decision }) => decision?.state)).toEqual(['ACCEPTED', 'ACCEPTED']);
  });
});
