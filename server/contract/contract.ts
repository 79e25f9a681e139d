import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { printSchema, buildSchema as parseSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { enforceAccess } from './access.js';
import { differences } from './difference.js';
import { DateTimeScalar } from './scalars.js';

/** A resolver class of type-graphql. */
export type ResolverClass = new (...args: never[]) => object;

/**
 * The executable schema: the hand-written SDL, resolved by the classes, guarded by its @auth.
 * @throws Error with the list when SDL and classes differ in anything but descriptions and directives.
 */
export async function buildContract(sdl: string, resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  const classes = await schemaOfClasses(resolvers);
  const found = await differences(mergedSdl(sdl), parseSchema(printSchema(classes)));
  if (found.length > 0) {
    throw new Error(`schema/*.graphql and the classes differ:\n${found.map((line) => ` - ${line}`).join('\n')}`);
  }
  const schema = makeExecutableSchema<object>({
    typeDefs: sdl,
    resolvers: createResolversMap(classes) as IResolvers<unknown, object>,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return enforceAccess(schema);
}

/** What type-graphql asks for where there are subscriptions; ours name their own source of events. */
const NOT_USED = {
  publish: () => unused(),
  subscribe: () => unused(),
};

function unused(): never {
  throw new Error('a subscription names its source by its option `subscribe`');
}

/** The schema that the classes alone describe. */
export function schemaOfClasses(resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [...resolvers] as unknown as NonEmptyArray<ResolverClass>,
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    pubSub: NOT_USED,
  });
}

/** The SDL as a schema without resolvers; `extend type` parts of the rooms are joined. */
export function mergedSdl(sdl: string): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: sdl });
}
