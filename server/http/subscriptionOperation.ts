import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { MOST_TOKENS, OPERATION_LIMITS, operationLimits } from './limits.js';

/** What a socket asks for. */
export interface AskedOperation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

interface Rules {
  readonly schema: GraphQLSchema;
  /** Whether callers may be helped to names of the contract. */
  readonly introspection: boolean;
}

const MOST_FAULTS = 5;
/** What graphql-js still says beyond `hideSuggestions`. */
const HINT = / ?Did you mean .+\?$/;

/** The operation, ready to begin: a subscription within the limits of any operation; else what is wrong with it. */
export function readOperation(
  asked: AskedOperation,
  { schema, introspection }: Rules,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(asked.query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return [callersFault(error instanceof Error ? error.message : 'This operation cannot be read.')];
  }
  const rules = [...specifiedRules, operationLimits(OPERATION_LIMITS)];
  if (!introspection) rules.push(NoSchemaIntrospectionCustomRule);
  const options = { maxErrors: MOST_FAULTS, hideSuggestions: !introspection };
  const faults = validate(schema, document, rules, options);
  if (faults.length > 0) {
    return faults.map(({ message }) => callersFault(introspection ? message : message.replace(HINT, '')));
  }
  const operation = getOperationAST(document, asked.operationName);
  if (!operation) return [callersFault('This document does not say which of its operations is meant.')];
  if (operation.operation !== 'subscription') return [callersFault('Queries and changes are sent by POST.')];
  return {
    schema,
    document,
    operationName: asked.operationName ?? null,
    variableValues: asked.variables ?? null,
  };
}

function callersFault(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

/** A context that lives for one event. */
interface PassingContext {
  end(): Promise<void>;
}

/**
 * Begins a subscription, each event of which is answered under a context of its own. `contextFor` answers null when the
 * subscriber may hear no more: the subscription ends then.
 */
export async function subscribeByEvent(
  args: ExecutionArgs,
  contextFor: () => Promise<PassingContext | null>,
): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const first = await contextFor();
  if (!first) return { errors: [] };
  let source: AsyncIterable<unknown> | ExecutionResult;
  try {
    source = await createSourceEventStream({ ...args, contextValue: first });
  } finally {
    await first.end();
  }
  return Symbol.asyncIterator in source ? answers(source, args, contextFor) : source;
}

/** Answers by event and by what was asked of it; they go with the event. */
const answered = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

/**
 * The answer to one event. A source that hands several screens the very same event, which it does for one person's alone,
 * has it worked out once for all that ask the same of it.
 */
function executedOnce(args: ExecutionArgs, event: unknown, context: PassingContext): Promise<ExecutionResult> {
  const work = async (): Promise<ExecutionResult> => execute({ ...args, rootValue: event, contextValue: context });
  const asked = args.document.loc?.source.body;
  if (typeof event !== 'object' || event === null || asked === undefined) return work();
  const key = JSON.stringify([asked, args.operationName, args.variableValues]);
  const known = answered.get(event) ?? new Map<string, Promise<ExecutionResult>>();
  answered.set(event, known);
  const answer = known.get(key) ?? work();
  known.set(key, answer);
  return answer;
}

function answers(
  source: AsyncIterable<unknown>,
  args: ExecutionArgs,
  contextFor: () => Promise<PassingContext | null>,
): AsyncGenerator<ExecutionResult, void, void> {
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<ExecutionResult, void>> => {
    await events.return?.();
    return { done: true, value: undefined };
  };
  // Not an async function*: its `return` would wait for the event that may never come.
  return {
    next: async () => {
      const event = await events.next();
      const context = event.done === true ? null : await contextFor();
      if (!context) return end();
      try {
        return { done: false, value: await executedOnce(args, event.value, context) };
      } finally {
        await context.end();
      }
    },
    return: end,
    throw: async (error: unknown) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}
