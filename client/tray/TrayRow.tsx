import ReceiptText from 'lucide-react/icons/receipt-text';
import Undo2 from 'lucide-react/icons/undo-2';
import type { ReactElement, ReactNode } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents } from '../../domain/units.js';
import { formatMoney, type ReadingMoment } from '../../domain/wording.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { DocumentName } from '../ui/DocumentName.js';
import { DecisionMark } from '../ui/DecisionMark.js';
import { decisionAddress } from './decisionAddress.js';
import { amountOf } from './trayTotals.js';
import { documentWords, fromOrWhen, whyWords } from './trayWords.js';
import type { TrayActs } from './useTrayActs.js';

export interface TrayRowProps {
  readonly decision: DecisionShown;
  /** Among all rows of the tray. */
  readonly place: number;
  /** It has the Tab stop. */
  readonly isAt: boolean;
  readonly moment: ReadingMoment & { readonly now: number };
  /** Its amount names its currency: it is not the client's own, or the tray has several. */
  readonly isMarked: boolean;
  readonly acts: TrayActs;
  readonly onFocus: (place: number) => void;
  readonly onOpen: (address: string) => void;
}

/** One decision: where it is, what it is about, how much, and what can be done with it. */
export function TrayRow(props: TrayRowProps): ReactElement {
  const { decision, place, isAt, moment, isMarked, onFocus } = props;
  const amount = formatMoney(amountOf(decision) as Cents, decision.currency, moment.locale, { symbol: isMarked });
  const why = whyWords(decision);
  const fullName = documentWords(decision);
  return (
    <div
      role="row"
      className="trow"
      data-state={decision.state}
      data-index={place}
      tabIndex={isAt ? 0 : -1}
      onFocus={() => onFocus(place)}
    >
      <div role="gridcell" className="ts">
        <DecisionMark state={decision.state} />
      </div>
      <div role="gridcell" className="ta">
        {KIND_WORDS[decision.kind]}
      </div>
      <div role="gridcell" className="tw" title={fullName}>
        <DocumentName name={decision.name} number={decision.number} />
      </div>
      <div role="gridcell" className="tm">
        {fromOrWhen(decision, moment)}
      </div>
      <div role="gridcell" className="r">
        {amount}
      </div>
      <div role="gridcell" className="tact">
        <Acts {...props} />
      </div>
      {why !== null && (
        <div role="gridcell" className="twhy">
          {why}
        </div>
      )}
    </div>
  );
}

/** At most two acts: what stands open in this state. */
function Acts({ decision, isAt, acts, onOpen }: TrayRowProps): ReactElement | null {
  const about = `${KIND_WORDS[decision.kind]}, ${documentWords(decision)}`;
  const open = (): void => onOpen(decisionAddress(decision));
  const tab = isAt ? 0 : -1;
  if (decision.canWithdraw) {
    return (
      <IconAct tab={tab} label={`Undo: ${about}`} onAct={() => acts.undo(decision)}>
        <Undo2 size={14} aria-hidden="true" />
      </IconAct>
    );
  }
  switch (decision.state) {
    case 'CONFLICTED':
      return <WordAct tab={tab} word="Compare" about={about} onAct={open} />;
    case 'REFUSED':
      return (
        <>
          <WordAct tab={tab} word="Let go" about={about} onAct={() => acts.letGo(decision.id, about)} />
          <WordAct tab={tab} word="Open" about={about} onAct={open} />
        </>
      );
    case 'FAILED':
    case 'EXPIRED':
      return <WordAct tab={tab} word="Open" about={about} onAct={open} />;
    case 'APPLIED':
      return (
        <IconAct tab={tab} label={`Receipt: ${about}`} onAct={open}>
          <ReceiptText size={14} aria-hidden="true" />
        </IconAct>
      );
    case 'QUEUED':
    case 'WITHDRAWING':
    case 'ACCEPTED':
    case 'SUBMITTED':
    case 'WITHDRAWN':
      return null;
  }
}

function IconAct(props: { tab: number; label: string; onAct: () => void; children: ReactNode }): ReactElement {
  return (
    <button type="button" className="ticon" tabIndex={props.tab} aria-label={props.label} onClick={props.onAct}>
      {props.children}
    </button>
  );
}

function WordAct(props: { tab: number; word: string; about: string; onAct: () => void }): ReactElement {
  return (
    <button type="button" className="lkb" tabIndex={props.tab} onClick={props.onAct}>
      {props.word}
      <span className="vh">: {props.about}</span>
    </button>
  );
}
