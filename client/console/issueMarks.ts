import type { HygieneView } from '../offline/index.js';
import type { IssueMark } from './console.js';

/** The open issues that rest on each document, by its key. */
export function issueMarks(hygiene: HygieneView | null): ReadonlyMap<string, readonly IssueMark[]> {
  const marks = new Map<string, IssueMark[]>();
  for (const issue of hygiene?.issues ?? []) {
    if (issue.state !== 'OPEN') continue;
    const keys = new Set(issue.lines.flatMap(({ documentKey }) => documentKey ?? []));
    for (const key of keys) marks.set(key, [...(marks.get(key) ?? []), { id: issue.id, reason: issue.reason }]);
  }
  return marks;
}
