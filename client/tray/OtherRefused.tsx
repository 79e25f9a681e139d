import type { ReactElement } from 'react';
import type { ClientRow } from '../../domain/clientList.js';
import type { OperationName, QueuedOperation } from '../../domain/operations/operation.js';
import { countOf } from '../../domain/wording.js';
import { useOutbox } from '../offline/index.js';
import { DecisionMark } from '../ui/DecisionMark.js';
import type { TrayActs } from './useTrayActs.js';

/** Decisions have rows of their own. */
const IN_ROWS: ReadonlySet<OperationName> = new Set(['SUBMIT_DECISION', 'WITHDRAW_DECISION']);
const MOST = 50;

/** Issues and reviews that the server refused, each with its reason, until a person lets it go. */
export function OtherRefused(props: { rows: readonly ClientRow[]; acts: TrayActs }): ReactElement | null {
  const { rows, acts } = props;
  const { refused } = useOutbox();
  const others = refused.filter(({ operation }) => !IN_ROWS.has(operation.name)).slice(0, MOST);
  if (others.length === 0) return null;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (
    <ul className="tother" aria-label="Other changes that were refused">
      {others.map(({ operation, refusal }) => {
        const what = `${wordsOf(operation)}, ${names.get(operation.clientId) ?? 'a client that is no longer yours'}`;
        return (
          <li key={operation.id}>
            <DecisionMark state="REFUSED" />
            <span>
              {what}: {refusal?.message ?? 'the server refused it.'}
            </span>
            <button type="button" className="lkb" onClick={() => acts.letGo(operation.id, what)}>
              Let go<span className="vh">: {what}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf(operation: QueuedOperation['operation']): string {
  switch (operation.name) {
    case 'SNOOZE_ISSUES':
      return `Snooze ${countOf(operation.issueIds.length, 'issue')}`;
    case 'DISMISS_ISSUES':
      return `Dismiss ${countOf(operation.issueIds.length, 'issue')}`;
    case 'REOPEN_ISSUES':
      return `Open ${countOf(operation.issueIds.length, 'issue')} again`;
    case 'RECORD_RITUAL':
      return 'Time of a review';
    case 'MARK_REVIEWED':
      return 'Mark reviewed';
    case 'UNMARK_REVIEWED':
      return 'Take a review’s mark back';
    case 'SUBMIT_DECISION':
    case 'WITHDRAW_DECISION':
      return 'Decision';
  }
}
