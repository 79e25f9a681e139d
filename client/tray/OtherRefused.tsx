import type { ReactElement } from 'react';
import type { ClientRow } from '../../domain/clientList.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { OperationName, QueuedOperation } from '../../domain/operations/operation.js';
import { countOf } from '../../domain/wording.js';
import { useAllDecisions, useOutbox } from '../offline/index.js';
import { DecisionMark } from '../ui/DecisionMark.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { documentWords } from './trayWords.js';
import type { TrayActs } from './useTrayActs.js';

/** A decision has a row of its own, which says why it was refused. */
const IN_ROWS: ReadonlySet<OperationName> = new Set(['SUBMIT_DECISION']);
const MOST = 50;

/** What the server refused beside decisions, each with its reason, until a person lets it go: an undo, issues, reviews. */
export function OtherRefused(props: { rows: readonly ClientRow[]; acts: TrayActs }): ReactElement | null {
  const { rows, acts } = props;
  const { refused } = useOutbox();
  const decisions = useAllDecisions();
  const others = refused.filter(({ operation }) => !IN_ROWS.has(operation.name)).slice(0, MOST);
  if (others.length === 0) return null;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (
    <ul className="tother" aria-label="Other changes that were refused">
      {others.map(({ operation, refusal }) => {
        const what = `${wordsOf(operation, decisions)}, ${names.get(operation.clientId) ?? 'a client that is no longer yours'}`;
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

function wordsOf(
  operation: QueuedOperation['operation'],
  decisions: ReadonlyMap<string, readonly DecisionShown[]>,
): string {
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
      return 'Decision';
    case 'WITHDRAW_DECISION': {
      const decision = decisions.get(operation.clientId)?.find(({ id }) => id === operation.decisionId);
      return decision === undefined ? 'Undo' : `Undo of ${KIND_WORDS[decision.kind]}, ${documentWords(decision)}`;
    }
  }
}
