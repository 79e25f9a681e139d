import type { ClientRow } from '../../domain/clientList.js';
import { takesBack } from '../../domain/ritual/mark.js';
import { countOf } from '../../domain/wording.js';
import type { ReviewMarkSet } from './lastReviewed.js';

/**
 * What is said where others have marked the same reviews: taking these marks back leaves theirs, which are the ones that
 * stand. Null where none does, as far as this device knows; what it does not know the server refuses, in words.
 */
export function wordsOnOtherMarks(marks: readonly ReviewMarkSet[], rows: readonly ClientRow[]): string | null {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const standing = marks.flatMap(({ clientId, week, mark }) => {
    const row = byId.get(clientId);
    const ritual = row?.ritual;
    if (!row || ritual?.week !== week || ritual.state !== 'REVIEWED' || takesBack(ritual, mark)) return [];
    return [{ name: row.name, by: ritual.reviewedByName }];
  });
  const [first] = standing;
  if (first === undefined) return null;
  if (standing.length > 1) return `${countOf(standing.length, 'client')} stay reviewed: others have marked them too.`;
  return `${first.name} stays reviewed: ${first.by ?? 'somebody else'} has marked it too.`;
}
