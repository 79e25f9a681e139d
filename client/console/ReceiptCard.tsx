import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { formatMoney, wholeNumber } from '../../domain/wording.js';
import { usePrinting, type Printing } from '../digest/reading.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { CardFrame } from './CardFrame.js';
import { nameOf } from './console.js';
import { DONE_WORDS } from './decisionWords.js';
import { exactTime, fullTime, withYear } from './receiptTimes.js';

type Receipt = NonNullable<DecisionShown['receipt']>;

interface Line {
  readonly label: string;
  /** As it is copied: what it says stays true wherever and whenever it is read. */
  readonly text: string;
  /** On the card, where that is another. */
  readonly shown?: ReactNode;
}

const FOUND_BY: Readonly<Record<Receipt['foundBy'], string | null>> = {
  ANSWER: null,
  MARK: 'its mark in QuickBooks, after an answer was lost',
  DELIVERY_TIME: 'the time of sending, after an answer was lost',
  KEPT_HERE: null,
};

/** Proof that it was done: each line as it can be copied. */
export function ReceiptCard({ decision }: { decision: DecisionShown }): ReactElement {
  const print = usePrinting();
  const lines = linesOf(decision, print);
  const title = `${DONE_WORDS[decision.kind]}, ${nameOf(decision)}`;
  return (
    <CardFrame
      decision={decision}
      label={title}
      aside={decision.settledAt === null ? null : print.instant(decision.settledAt)}
    >
      <p>{title}</p>
      <dl className="receipt">
        {lines.map(({ label, text, shown }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{shown ?? text}</dd>
          </div>
        ))}
      </dl>
      {decision.note !== null && <p className="note">{decision.note}</p>}
      <CopyButton
        text={[title, ...lines.map(({ label, text }) => `${label}: ${text}`)].join('\n')}
        of={nameOf(decision)}
      />
    </CardFrame>
  );
}

function linesOf(decision: DecisionShown, print: Printing): readonly Line[] {
  const { receipt, kind, accountName, byName, acceptedAt, plannedFor, amount, currency } = decision;
  const at = (label: string, instant: string, by = ''): Line => ({
    label,
    text: `${by}${fullTime(instant, print)}`,
    shown: `${by}${exactTime(instant, print)}`,
  });
  const money = (value: number): string => formatMoney(value as Cents, currency, print.locale, { symbol: true });
  const lines: (Line | null)[] = [
    amount === null || kind === 'SKIP' ? null : { label: 'Amount', text: money(amount) },
    accountName === null ? null : { label: 'From', text: accountName },
    plannedFor === null ? null : { label: 'For', text: withYear(plannedFor as IsoDate), shown: print.day(plannedFor) },
    ...(receipt === null ? [] : proofOf(receipt)),
    acceptedAt === null ? null : at('Decided', acceptedAt, byName === null ? '' : `${byName}, `),
    receipt === null ? null : at('Confirmed', receipt.appliedAt),
    receipt === null || receipt.openBalanceAfter === null
      ? null
      : { label: 'Open after', text: money(receipt.openBalanceAfter) },
    receipt === null || receipt.auditEntry === null
      ? null
      : { label: 'Audit', text: `entry ${wholeNumber(receipt.auditEntry, print.locale)}` },
  ];
  return lines.filter((line) => line !== null);
}

/** Where it is in QuickBooks, and under which name it was sent once. */
function proofOf({ documentKey, number, url, requestId, foundBy }: Receipt): readonly (Line | null)[] {
  const known = FOUND_BY[foundBy];
  return [
    documentKey === null ? null : quickBooksLine(documentKey, number, url),
    foundBy === 'KEPT_HERE' ? null : { label: 'Sent once as', text: requestId, shown: <ShortId id={requestId} /> },
    known === null ? null : { label: 'Known by', text: known },
  ];
}

/** `bill payment 3127`, leading there where QuickBooks has a page for it. */
function quickBooksLine(key: string, number: string | null, url: string | null): Line {
  const [type = '', id = ''] = key.split(':');
  const text = `${type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} ${number ?? id}`;
  const link = url !== null && (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
      <span className="vh">, opens a new window</span>
    </a>
  );
  return { label: 'QuickBooks', text, shown: link === false ? text : link };
}

/** The ends of an id; whole for who listens or copies. */
function ShortId({ id }: { id: string }): ReactElement {
  return (
    <span title={id}>
      <span aria-hidden="true">
        {id.slice(0, 8)}…{id.slice(-3)}
      </span>
      <span className="vh">{id}</span>
    </span>
  );
}

function CopyButton({ text, of }: { text: string; of: string }): ReactElement {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce('Receipt copied.');
    } catch {
      announce('The browser does not allow copying. The receipt can be selected.');
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <button type="button" className="btn s qt copybtn" onClick={() => void copy()}>
      <Icon size={13} aria-hidden="true" />
      {copied ? 'Copied' : 'Copy'}
      <span className="vh"> the receipt of {of}</span>
    </button>
  );
}
