import { useCallback, useState, type ReactElement } from 'react';
import { enqueue, newId, useClientRows } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { rememberReviewed, useLastReviewed } from './lastReviewed.js';
import { wordsOnOtherMarks } from './otherMarks.js';

/** Says whose review was marked, on whatever page followed, and takes that mark back and no other. `byKey`: `u` does so too, where it means nothing else. */
export function ReviewedToast({ byKey = false }: { byKey?: boolean }): ReactElement | null {
  const reviewed = useLastReviewed();
  const { rows } = useClientRows();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const close = useCallback(() => rememberReviewed(null), []);
  const undo = useCallback((): void => {
    if (reviewed === null) return;
    const { whose, marks } = reviewed;
    const others = wordsOnOtherMarks(marks, rows ?? []);
    close();
    void enqueue(marks.map((mark) => ({ name: 'UNMARK_REVIEWED', id: newId(), ...mark }))).then((saved) => {
      if (!saved.kept) setProblem(saved.message);
      else if (others !== null) setProblem(others);
      else announce(`${whose} no longer marked as reviewed.`);
    });
  }, [reviewed, rows, announce, close]);
  useAnyKey(byKey ? 'u' : '', undo);
  if (problem !== null) return <Toast message={problem} onClose={() => setProblem(null)} />;
  if (reviewed === null) return null;
  const [first] = reviewed.marks;
  return (
    <Toast
      key={`${first?.clientId} ${first?.week} ${reviewed.marks.length}`}
      message={`${reviewed.whose} reviewed.`}
      isSaid
      onClose={close}
      action={{ label: 'Undo', run: undo }}
    />
  );
}
