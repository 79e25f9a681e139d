import { lazy, Suspense, type ReactElement } from 'react';
import { useSession, useSessionQuestion } from './SessionContext.js';

const WaitingDialog = lazy(() => import('./WaitingDialog.js').then((module) => ({ default: module.WaitingDialog })));

/** Asks what the session wants to know before it goes on. */
export function SessionQuestions(): ReactElement | null {
  const session = useSession();
  const question = useSessionQuestion();
  if (question === null) return null;
  return (
    <Suspense fallback={null}>
      <WaitingDialog session={session} question={question} />
    </Suspense>
  );
}
