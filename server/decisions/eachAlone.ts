import type { DecisionDraft } from '../../domain/decision/decision.js';
import { refuse } from '../../domain/refusal.js';
import type { DecisionResult } from './decisions.types.js';

type Taken = readonly (readonly [DecisionDraft, DecisionResult])[];

/** SQLSTATE classes of what the database will never take: data it cannot hold, and constraints. */
const NEVER_TAKEN = /^2[23]/;

/**
 * Does them together, in one transaction; where the database cannot take one of them, each in one of its own, so that the
 * one it cannot take is refused and the others are not. Any other failure is thrown: asked again, it may pass.
 */
export async function eachAlone(
  drafts: readonly DecisionDraft[],
  take: (some: readonly DecisionDraft[]) => Promise<Taken>,
): Promise<Taken> {
  try {
    return await take(drafts);
  } catch (error) {
    if (!isNeverTaken(error)) throw error;
    const [only] = drafts;
    if (only && drafts.length === 1) return [[only, refusedOne(only)]];
    const taken: (readonly [DecisionDraft, DecisionResult])[] = [];
    for (const draft of drafts) taken.push(...(await eachAlone([draft], take)));
    return taken;
  }
}

function isNeverTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && NEVER_TAKEN.test(error.code);
}

function refusedOne({ id }: DecisionDraft): DecisionResult {
  const message = 'This decision holds something that cannot be kept; nothing was done. Decide anew.';
  return { id, decision: null, refusal: refuse('INVALID_INPUT', null, message), version: null };
}
