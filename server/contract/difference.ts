import { diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';

/** Directives and descriptions live in the SDL alone; everything else is said twice and compared. */
const SDL_ONLY = /^DIRECTIVE_|DESCRIPTION/;

/**
 * How the classes differ from the hand-written contract, one sentence each; empty when they agree. Types that only
 * the contract's directives use are left out.
 */
export async function differences(contract: GraphQLSchema, classes: GraphQLSchema): Promise<string[]> {
  const changes = await diff(contract, classes);
  return changes
    .filter((change) => !SDL_ONLY.test(change.type) && !onlyInDirectives(change.path))
    .map((change) => `[${change.type}] ${change.message}`);
}

function onlyInDirectives(path: string | undefined): boolean {
  return path === 'Access' || path?.startsWith('Access.') === true;
}
