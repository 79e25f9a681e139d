import { countOf } from '../../domain/wording.js';

/** `2 decisions on their way`. */
export function comingCount(count: number): string {
  return `${countOf(count, 'decision', 'decisions')} on ${count === 1 ? 'its' : 'their'} way`;
}

/** ` With 2 decisions on their way.`, after what is said of figures that have them; empty where none has. */
export function countedWords(counted: { readonly coming: readonly unknown[]; readonly why: string | null }): string {
  const { coming, why } = counted;
  return coming.length === 0 || why !== null ? '' : ` With ${comingCount(coming.length)}.`;
}
