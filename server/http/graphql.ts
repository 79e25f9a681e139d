import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from '../platform/logger.js';
import { refused } from '../refusals.js';
import { errorFormatter } from './errors.js';
import { BODY_LIMIT, MOST_TOKENS, OPERATION_LIMITS, operationLimits } from './limits.js';
import { RequestContext, type ContextParts } from './requestContext.js';
import { isSameOrigin } from './sameOrigin.js';

export interface GraphqlParts extends ContextParts {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly introspection: boolean;
  /** Requests a minute from one address. */
  readonly ratePerMinute: number;
}

/** POST /graphql: one operation a request, small and from our own pages. */
export async function serveGraphql(app: FastifyInstance, parts: GraphqlParts): Promise<void> {
  // By what Apollo's copy of the context shares with the one that was made.
  const sameOrigin = new WeakMap<RequestContext['cookies'], boolean>();
  const apollo = new ApolloServer<RequestContext>({
    schema: parts.schema,
    introspection: parts.introspection,
    hideSchemaDetailsFromClientErrors: !parts.introspection,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    csrfPrevention: { requestHeaders: ['x-runway', 'apollo-require-preflight'] },
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: [operationLimits(OPERATION_LIMITS)],
    formatError: errorFormatter(parts.logger, randomUUID),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      endRead(),
      changesFromOwnPages((context) => sameOrigin.get(context.cookies) === true),
    ],
  });
  await apollo.start();
  app.route({
    method: 'POST',
    url: '/graphql',
    bodyLimit: BODY_LIMIT,
    config: { rateLimit: { max: parts.ratePerMinute, timeWindow: 60_000 } },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        const context = await RequestContext.of(parts, request, reply);
        sameOrigin.set(context.cookies, isSameOrigin(request, parts.publicUrl));
        return context;
      },
    }),
  });
}

/** Gives the operation's read transaction back before its answer is sent. */
function endRead(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => Promise.resolve({ willSendResponse: ({ contextValue }) => contextValue.end() }),
  };
}

/** Another site's page may make a browser send its cookies along; it may not change anything with them. */
function changesFromOwnPages(isOurs: (context: RequestContext) => boolean): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation, contextValue }) => {
          if (operation?.operation !== 'mutation' || isOurs(contextValue)) return Promise.resolve();
          const refusal = refused('NOT_ALLOWED', null, 'Changes are accepted from the product’s own pages alone.');
          return Promise.reject(
            new GraphQLError(refusal.message, { originalError: refusal, extensions: { http: { status: 403 } } }),
          );
        },
      }),
  };
}
