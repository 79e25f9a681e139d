import { useCallback, useState, type ReactElement } from 'react';
import { enqueue, newId } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { rememberReviewed, useLastReviewed } from './lastReviewed.js';

/** Says which client was marked as reviewed, on whatever page followed, and takes the mark back. */
export function ReviewedToast(): ReactElement | null {
  const reviewed = useLastReviewed();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const close = useCallback(() => rememberReviewed(null), []);
  if (problem !== null) return <Toast message={problem} onClose={() => setProblem(null)} />;
  if (reviewed === null) return null;
  const { clientId, name, week } = reviewed;
  const undo = (): void => {
    close();
    void enqueue([{ name: 'UNMARK_REVIEWED', id: newId(), clientId, week }]).then((saved) => {
      if (saved.kept) announce(`${name} is not reviewed.`);
      else setProblem(saved.message);
    });
  };
  return (
    <Toast
      key={`${clientId} ${week}`}
      message={`${name} reviewed.`}
      isSaid
      onClose={close}
      action={{ label: 'Undo', run: undo }}
    />
  );
}
