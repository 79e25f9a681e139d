import CalendarDays from 'lucide-react/icons/calendar-days';
import Mail from 'lucide-react/icons/mail';
import PenLine from 'lucide-react/icons/pen-line';
import SkipForward from 'lucide-react/icons/skip-forward';
import Undo2 from 'lucide-react/icons/undo-2';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { usePrinting } from '../digest/reading.js';
import { decisionAddress } from '../tray/decisionAddress.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { DecisionMark } from '../ui/DecisionMark.js';
import { amountWords } from './askedWords.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { nameOf, type OpenDocument } from './console.js';
import { useConsole } from './ConsoleContext.js';
import { isCounting, reasonOf, stateWords } from './decisionWords.js';
import type { DocumentRowProps } from './DocumentRow.js';
import { useSecond } from './useSecond.js';

const ICONS: Readonly<Record<DecisionKind, typeof Mail>> = {
  RECORD_PAYMENT: PenLine,
  PLAN: CalendarDays,
  REMIND: Mail,
  SKIP: SkipForward,
};

type CellProps = Pick<
  DocumentRowProps,
  'document' | 'draft' | 'decision' | 'standing' | 'editing' | 'offline' | 'tabbable' | 'acts'
>;

/** What is decided of a row: a draft that opens to its parts, else where the last decision is. */
export function DecisionCell(props: CellProps): ReactElement | null {
  const { document, draft, decision, standing, editing, tabbable, acts } = props;
  const { syncedAt } = useConsole();
  const print = usePrinting();
  if (draft !== null) {
    const Icon = ICONS[draft.draft.kind];
    return (
      <button
        type="button"
        className="draftbtn"
        tabIndex={tabbable ? 0 : -1}
        aria-expanded={editing !== null}
        aria-label={`${draftWords(draft, document, print)}, change for ${nameOf(document)}`}
        onClick={() => acts.open(editing === null ? document.key : null)}
      >
        <Icon size={14} aria-hidden="true" />
        <span className="cut">{draftWords(draft, document, print)}</span>
      </button>
    );
  }
  if (decision !== null && standing !== 'FREE') return <Underway {...props} decision={decision} />;
  const planned = document.plannedFor ?? planBeforeBooks(decision, syncedAt);
  return planned === null ? null : <span className="t3 cut">Planned for {print.day(planned)}</span>;
}

/** The day of a plan that the figures shown do not have yet. */
function planBeforeBooks(decision: DecisionShown | null, syncedAt: string): string | null {
  if (decision?.kind !== 'PLAN' || decision.state !== 'APPLIED') return null;
  return decision.settledAt !== null && decision.settledAt > syncedAt ? decision.plannedFor : null;
}

/** `Record payment, …4417`, `Record 500.00 of 895.00, …4417`, `Plan for Fri 18 Dec`. */
function draftWords(
  { draft, amount, account }: CheckedDraft,
  document: OpenDocument,
  print: ReturnType<typeof usePrinting>,
): string {
  if (draft.kind === 'PLAN') return draft.plannedFor === '' ? 'Plan' : `Plan for ${print.day(draft.plannedFor)}`;
  if (draft.kind !== 'RECORD_PAYMENT') return KIND_WORDS[draft.kind];
  const from = account === null ? '' : `, ${account.number === null ? account.name : `…${account.number.slice(-4)}`}`;
  if (amount === null || amount === document.openBalance) return `${KIND_WORDS.RECORD_PAYMENT}${from}`;
  return `Record ${amountWords(amount, document, print)}${from}`;
}

/** Where a decision is, in place; the way back while there is one, and once it came to an end the way to its card. */
function Underway(props: CellProps & { decision: DecisionShown }): ReactElement {
  const { decision, offline, tabbable, acts, standing } = props;
  const now = useSecond((at) => isCounting(decision, at));
  const words = stateWords(decision, now, offline);
  const reason = standing === 'BACK' ? null : reasonOf(decision);
  return (
    <span className="underway">
      {standing === 'BACK' && (
        <ToCard decision={decision} tabbable={tabbable}>
          <span className="cut">
            <b
              className={decision.state === 'CONFLICTED' || decision.state === 'EXPIRED' ? 'backword ink' : 'backword'}
            >
              {words}
            </b>{' '}
            <span className="t3 led">see earlier decisions</span>
            <span className="vh">: {nameOf(decision)}</span>
          </span>
        </ToCard>
      )}
      {standing === 'DONE' && (
        <ToCard decision={decision} tabbable={tabbable}>
          <DecisionMark state={decision.state} word={words} size={13} />
          <span className="vh">, see the receipt: {nameOf(decision)}</span>
        </ToCard>
      )}
      {standing === 'OPEN' && <DecisionMark state={decision.state} word={words} size={13} />}
      {decision.canWithdraw && (
        <button type="button" className="btn s qt" tabIndex={tabbable ? 0 : -1} onClick={() => acts.withdraw(decision)}>
          <Undo2 size={13} aria-hidden="true" />
          <span className="undoword">Undo</span>
          <span className="vh">
            {' '}
            {KIND_WORDS[decision.kind].toLowerCase()}, {nameOf(decision)}
          </span>
        </button>
      )}
      {reason !== null && <span className="t3 sm reason">{reason}</span>}
    </span>
  );
}

interface ToCardProps {
  readonly decision: DecisionShown;
  readonly tabbable: boolean;
  readonly children: ReactNode;
}

/** To the decision's card, which opens what it is folded into and takes the focus: see `EarlierSection`. Back leads to where the console was come from. */
function ToCard({ decision, tabbable, children }: ToCardProps): ReactElement {
  return (
    <Link href={decisionAddress(decision)} replace className="tocard" tabIndex={tabbable ? 0 : -1}>
      {children}
    </Link>
  );
}
