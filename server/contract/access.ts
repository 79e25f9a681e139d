import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Principal } from '../principal.js';
import { refused } from '../refusals.js';

const LEVELS = ['PUBLIC', 'ADVISOR', 'OWNER'] as const;

export type Access = (typeof LEVELS)[number];

/** What the guard reads from a request's context. */
export interface Reader {
  readonly principal: Principal | null;
}

/**
 * The access every field asks for, from its own @auth or its type's.
 * @throws Error that lists every object type and root field without one.
 */
export function accessOfFields(schema: GraphQLSchema): Map<string, Access> {
  const levels = new Map<string, Access>();
  const missing: string[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const own = levelOf(schema, type);
    if (!own && !roots.has(type)) missing.push(type.name);
    for (const field of Object.values(type.getFields())) {
      const level = levelOf(schema, field) ?? own;
      if (level) levels.set(`${type.name}.${field.name}`, level);
      else if (roots.has(type)) missing.push(`${type.name}.${field.name}`);
    }
  }
  if (missing.length > 0) throw new Error(`no @auth in the contract on: ${missing.join(', ')}`);
  return levels;
}

/**
 * Puts the guard of its @auth before every field, so that nothing is read by who may not read it; before a subscription
 * begins, and before each of its events.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const levels = accessOfFields(schema);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config: GraphQLFieldConfig<unknown, Reader>, fieldName, typeName) => {
      const level = levels.get(`${typeName}.${fieldName}`);
      if (!level || level === 'PUBLIC') return config;
      const { resolve = defaultFieldResolver, subscribe } = config;
      return {
        ...config,
        ...(subscribe && {
          subscribe: (source: unknown, args: Record<string, unknown>, context: Reader, info: GraphQLResolveInfo) => {
            admit(context.principal, level);
            return subscribe(source, args, context, info) as unknown;
          },
        }),
        resolve: (source, args, context, info) => {
          admit(context.principal, level);
          return resolve(source, args, context, info);
        },
      };
    },
  });
}

function admit(principal: Principal | null, level: Access): void {
  if (!principal) throw refused('NOT_SIGNED_IN');
  if (LEVELS.indexOf(principal.role) < LEVELS.indexOf(level)) throw refused('NOT_ALLOWED');
}

function levelOf(schema: GraphQLSchema, node: Parameters<typeof getDirective>[1]): Access | undefined {
  const found = getDirective(schema, node, 'auth')?.[0]?.['requires'] as string | undefined;
  return LEVELS.find((level) => level === found);
}
