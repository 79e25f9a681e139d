import type { HygieneView } from '../offline/index.js';
import type { ConsoleView, IssueMark } from './console.js';

/**
 * The open issues that rest on each document, by its key: those that are listed first, with what was done to them on this
 * device, then those that the list has no room for.
 */
export function issueMarks(
  hygiene: HygieneView | null,
  console: Partial<Pick<ConsoleView, 'issues'>>,
): ReadonlyMap<string, readonly IssueMark[]> {
  const marks = new Map<string, IssueMark[]>();
  const mark = ({ id, reason }: IssueMark, keys: Iterable<string>): void => {
    for (const key of keys) marks.set(key, [...(marks.get(key) ?? []), { id, reason }]);
  };
  // A review that was kept before consoles told their issues has none.
  const told = new Map((console.issues ?? []).map((issue) => [issue.id, issue]));
  for (const issue of hygiene?.issues ?? []) {
    const known = told.get(issue.id)?.documentKeys ?? [];
    const keys = new Set([...issue.lines.flatMap(({ documentKey }) => documentKey ?? []), ...known]);
    if (issue.state === 'OPEN') mark(issue, keys);
    told.delete(issue.id);
  }
  for (const issue of told.values()) mark(issue, issue.documentKeys);
  return marks;
}
