import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { buildSchema as parseSchema, isObjectType, parse, printSchema, subscribe } from 'graphql';
import { REFUSAL_CODES } from '../../domain/refusal.js';
import { accessOfFields } from '../../server/contract/access.js';
import { buildContract, mergedSdl, schemaOfClasses } from '../../server/contract/contract.js';
import { differences } from '../../server/contract/difference.js';
import { CentsScalar, DateScalar, DateTimeScalar, WeeksScalar } from '../../server/contract/scalars.js';
import { loadSdl } from '../../server/contract/sdl.js';
import { resolvers } from '../../server/resolvers.js';

const sdl = loadSdl(fileURLToPath(new URL('../../schema/', import.meta.url)));

/** The SDL with one thing changed; refuses a change that changes nothing. */
function changed(from: string, to: string): string {
  const text = sdl.replace(from, to);
  if (text === sdl) throw new Error(`the contract does not say: ${from}`);
  return text;
}

async function* oneEvent(): AsyncGenerator<object> {
  yield await Promise.resolve({ complete: true, versions: [] });
}

describe('the contract and the classes', () => {
  it('agree', async () => {
    const classes = await schemaOfClasses(resolvers);
    expect(await differences(mergedSdl(sdl), parseSchema(printSchema(classes)))).toEqual([]);
    await expect(buildContract(sdl, resolvers)).resolves.toBeDefined();
  });

  it.each([
    ['a field that only the SDL has', 'advisorName: String!', 'advisorName: String!\n  nickname: String'],
    ['a field that only the classes have', '  advisorName: String!\n', ''],
    ['nullability', 'currency: String\n', 'currency: String!\n'],
    ['a type', 'booksVersion: Int!', 'booksVersion: String!'],
    ['an argument', 'client(id: ID!): Client', 'client(id: ID!, name: String): Client'],
    ['an argument’s type', 'client(id: ID!): Client', 'client(id: String!): Client'],
    ['a default', 'first: Int! = 50', 'first: Int! = 20'],
    ['an input field', 'needsAttention: Boolean\n', 'needsAttention: Boolean\n  starred: Boolean\n'],
    ['an enum value', '  NOT_BURNING\n', '  NOT_BURNING\n  UNKNOWN\n'],
    ['a root field', 'extend type Mutation {', 'extend type Mutation {\n  forget: Boolean! @auth(requires: ADVISOR)'],
    ['a whole type', 'type Firm @auth', 'type Office @auth(requires: ADVISOR) {\n  id: ID!\n}\n\ntype Firm @auth'],
  ])('stop the server over %s', async (_what, from, to) => {
    await expect(buildContract(changed(from, to), resolvers)).rejects.toThrow(
      /schema\/\*\.graphql and the classes differ:\n - \[/,
    );
  });

  it('name the same refusals as the domain', () => {
    const values = mergedSdl(sdl).getType('RefusalCode')?.toConfig() as { values: object };
    expect(Object.keys(values.values).sort()).toEqual([...REFUSAL_CODES].sort());
  });
});

describe('who may read', () => {
  it('is said by every type and root field', () => {
    const schema = mergedSdl(sdl);
    const levels = accessOfFields(schema);
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.keys(type.getFields())) expect(levels.has(`${type.name}.${field}`)).toBe(true);
    }
    expect(
      [...levels]
        .filter(([name, level]) => level === 'PUBLIC' && /^(Query|Mutation|Subscription)\./.test(name))
        .map(([name]) => name)
        .sort(),
    ).toEqual(['Mutation.refreshSession', 'Mutation.signIn', 'Mutation.signOut', 'Query.demoPeople', 'Query.viewer']);
  });

  it('is asked before a subscription begins, and before each of its events', async () => {
    const schema = await buildContract(sdl, resolvers);
    const document = parse('subscription { syncChanges { complete } }');
    const subscribed: unknown[] = [];
    const source = (principal: object | null) => ({
      principal,
      services: { syncChanges: { subscribe: (who: unknown) => [subscribed.push(who), oneEvent()][1] } },
    });
    const refused = await subscribe({ schema, document, contextValue: source(null) });
    expect(refused).toMatchObject({ errors: [{ originalError: { refusal: { code: 'NOT_SIGNED_IN' } } }] });
    expect(subscribed).toEqual([]);
    const context = source({ role: 'ADVISOR' });
    const events = (await subscribe({ schema, document, contextValue: context })) as AsyncGenerator<object>;
    context.principal = null;
    expect((await events.next()).value).toMatchObject({ data: null, errors: [{ path: ['syncChanges'] }] });
  });

  it('is missed when a type or a root field says nothing', () => {
    expect(() => accessOfFields(mergedSdl(changed('type Firm @auth(requires: ADVISOR)', 'type Firm')))).toThrow(/Firm/);
    const open = changed('client(id: ID!): Client @auth(requires: ADVISOR)', 'client(id: ID!): Client');
    expect(() => accessOfFields(mergedSdl(open))).toThrow(/Query\.client/);
  });
});

describe('scalars', () => {
  it('Cents is an exact integer, or refused', () => {
    expect(CentsScalar.serialize(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(CentsScalar.serialize(-5n)).toBe(-5);
    for (const value of [0.5, NaN, Infinity, 2 ** 53, '12', null, 2n ** 60n])
      expect(() => CentsScalar.serialize(value)).toThrow(/integer/);
    expect(() => CentsScalar.parseValue('1')).toThrow(/integer/);
  });

  it('Weeks has at most one decimal', () => {
    expect(WeeksScalar.serialize(12.3)).toBe(12.3);
    for (const value of [12.34, NaN, '5']) expect(() => WeeksScalar.serialize(value)).toThrow(/decimal/);
  });

  it('Date is a date that exists', () => {
    expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    for (const value of ['2023-02-29', '2023-2-1', 5, '2023-01-01T00:00:00Z'])
      expect(() => DateScalar.parseValue(value)).toThrow(/YYYY-MM-DD/);
  });

  it('DateTime is an instant in UTC', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    for (const value of ['yesterday', '2023-01-01', new Date(NaN), 5])
      expect(() => DateTimeScalar.serialize(value)).toThrow(/ISO 8601/);
  });
});
