import { dateInZone, isIsoDate } from '../calendar.js';
import { formatDay, formatInstant, formatMoney } from '../format.js';
import type { Cents, IsoDate } from '../units.js';
import type { DecisionDraft } from './decision.js';
import type { DecisionDifference, DifferenceField } from './difference.js';

/** A bill or an invoice as QuickBooks has it now. SyncToken is not in it: it says that something changed, never what. */
export interface DocumentNow {
  /** Total less all that is applied, in `currency`. */
  readonly openBalance: Cents;
  readonly currency: string;
  readonly partyId: string | null;
  readonly name: string;
  readonly dueDate: IsoDate | null;
  readonly voided: boolean;
  /** QuickBooks' LastUpdatedTime, ISO 8601; null where it does not say. */
  readonly changedAt: string | null;
  /** Invoices: when QuickBooks last e-mailed it, ISO 8601; null or absent when never. */
  readonly deliveredAt?: string | null;
}

/** The bank account that is named by a payment, as QuickBooks has it now. */
export interface AccountNow {
  readonly name: string;
  readonly type: string;
  readonly active: boolean;
}

/** What one of our own decisions made of the document meanwhile. */
export interface OwnEffect {
  /** By how much it lowered the open balance. */
  readonly amount: Cents;
  /** The server's instant, ISO 8601. */
  readonly appliedAt: string;
}

export interface ComparisonInput {
  readonly draft: Pick<DecisionDraft, 'kind' | 'documentKey' | 'amount' | 'saw'>;
  /** Null: it is gone from QuickBooks. */
  readonly document: DocumentNow | null;
  /** RECORD_PAYMENT: null where the account is gone; of other kinds it is not looked at. */
  readonly account: AccountNow | null;
  /** As it was called when it was decided. */
  readonly accountName?: string | null;
  /** Of earlier decisions on this document; those applied before the look that was decided on are in what was seen. */
  readonly ownEffects: readonly OwnEffect[];
  /** Last change of the version that was seen, ISO 8601 or a day; null or absent where it is not known. */
  readonly sawChangedAt?: string | null;
  /** How it is printed: the client's day and zone. */
  readonly today: IsoDate;
  readonly zone: string;
  readonly locale?: string;
}

export interface Comparison {
  /** In a fixed order; also those that do not differ. */
  readonly differences: readonly DecisionDifference[];
  /** Whether it differs in what matters: balance, vendor or customer, standing, account; of a reminder, that one went out since. */
  readonly differs: boolean;
  /** "Data shows a balance of 895.00 in QuickBooks; 1,395.00 was seen."; null where it does not differ. */
  readonly sentence: string | null;
  /** Null: gone. */
  readonly openBalanceNow: Cents | null;
}

/** A due date and a last change are shown; nothing is refused for them. */
const MATTERS: ReadonlySet<DifferenceField> = new Set(['OPEN_BALANCE', 'PARTY', 'STANDING', 'ACCOUNT', 'LAST_SENT']);

/**
 * What the advisor saw against what QuickBooks has, just before it is sent (domain: "conflict check"). Our own earlier
 * payments on the document are folded in: what they took off the balance is expected to be off.
 */
export function compareWith(input: ComparisonInput): Comparison {
  const { draft, document } = input;
  const differences = [
    balanceLine(input),
    partyLine(input),
    dueLine(input),
    standingLine(input),
    ...(draft.kind === 'RECORD_PAYMENT' ? [accountLine(input)] : []),
    ...(draft.kind === 'REMIND' ? [sentLine(input)] : []),
    changeLine(input),
  ];
  const differs = differences.some((line) => line.differs && MATTERS.has(line.field));
  const openBalanceNow = document?.openBalance ?? null;
  return { differences, differs, sentence: differs ? sentenceOf(input, differences) : null, openBalanceNow };
}

/** What is expected to be open: what was seen, less what we recorded since. */
export function expectedBalance({ draft, ownEffects }: Pick<ComparisonInput, 'draft' | 'ownEffects'>): number {
  const seenAt = Date.parse(draft.saw.syncedAt);
  const since = ownEffects.filter(({ appliedAt }) => Date.parse(appliedAt) > seenAt);
  return since.reduce((left, { amount }) => left - amount, draft.saw.openBalance as number);
}

function balanceLine(input: ComparisonInput): DecisionDifference {
  const { draft, document } = input;
  const now = document === null ? null : document.openBalance;
  const isBeyond = now !== null && draft.amount !== null && draft.amount > now;
  return {
    field: 'OPEN_BALANCE',
    saw: money(input, draft.saw.openBalance),
    now: now === null ? null : money(input, now),
    sawAmount: draft.saw.openBalance,
    nowAmount: now,
    differs: now !== expectedBalance(input) || isBeyond,
  };
}

/** By QuickBooks' ids: a vendor that was given another name is the same vendor. */
function partyLine({ draft, document }: ComparisonInput): DecisionDifference {
  const { saw } = draft;
  return words('PARTY', saw.name, document?.name ?? null, document !== null && document.partyId !== saw.partyId);
}

function dueLine({ draft, document, today }: ComparisonInput): DecisionDifference {
  const day = (date: IsoDate | null): string | null => (date === null ? null : formatDay(date, today));
  const [saw, now] = [draft.saw.dueDate, document?.dueDate ?? null];
  return words('DUE_DATE', day(saw), day(now), document !== null && saw !== now);
}

type Standing = 'Open' | 'Paid' | 'Void' | 'Deleted';

function standingOf(document: DocumentNow | null): Standing {
  if (document === null) return 'Deleted';
  if (document.voided) return 'Void';
  return document.openBalance === 0 ? 'Paid' : 'Open';
}

function standingLine(input: ComparisonInput): DecisionDifference {
  const saw = expectedBalance(input) === 0 ? 'Paid' : 'Open';
  const now = standingOf(input.document);
  return words('STANDING', saw, now, saw !== now);
}

function accountLine({ account, accountName = null }: ComparisonInput): DecisionDifference {
  if (account === null) return words('ACCOUNT', accountName, null, true);
  const isUsable = account.active && account.type === 'Bank';
  const now = isUsable ? account.name : `${account.name}, ${account.active ? 'not a bank account' : 'not active'}`;
  return words('ACCOUNT', accountName ?? account.name, now, !isUsable);
}

/** QuickBooks tells when it e-mailed in whole seconds. */
function wholeSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000);
}

/** A reminder moves no balance: that another one went out meanwhile, from wherever, is told by the invoice alone. */
function sentLine({ draft, document, today, zone, locale = 'en-US' }: ComparisonInput): DecisionDifference {
  const at = document?.deliveredAt ?? null;
  const isSince = at !== null && wholeSeconds(at) >= wholeSeconds(draft.saw.syncedAt);
  return words('LAST_SENT', null, at === null ? null : whenWords(at, today, zone, locale), isSince);
}

function changeLine({
  document,
  sawChangedAt = null,
  today,
  zone,
  locale = 'en-US',
}: ComparisonInput): DecisionDifference {
  const print = (at: string | null): string | null => (at === null ? null : whenWords(at, today, zone, locale));
  const now = document?.changedAt ?? null;
  return words(
    'LAST_CHANGE',
    print(sawChangedAt),
    print(now),
    now !== null && sawChangedAt !== null && now !== sawChangedAt,
  );
}

/** `Mon 23 Nov, 7:41 AM`; a day alone where no time is known, and where an instant cannot be read as one, what was given. */
function whenWords(at: string, today: IsoDate, zone: string, locale: string): string {
  if (isIsoDate(at)) return formatDay(at, today);
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) return at;
  const time = formatInstant(instant, { now: instant, zone, locale });
  return `${formatDay(dateInZone(instant, zone), today)}, ${time}`;
}

function words(field: DifferenceField, saw: string | null, now: string | null, differs: boolean): DecisionDifference {
  return { field, saw, now, sawAmount: null, nowAmount: null, differs };
}

function money({ draft, locale = 'en-US' }: ComparisonInput, amount: number): string {
  return formatMoney(amount as Cents, draft.saw.currency, locale);
}

/** The first of what differs says it all: a deleted bill has no balance worth a word. */
function sentenceOf(input: ComparisonInput, lines: readonly DecisionDifference[]): string {
  const { draft, document, account, accountName = null } = input;
  const { saw } = draft;
  const isBill = draft.documentKey.startsWith('Bill:');
  const what = isBill ? 'bill' : 'invoice';
  const seen = `${money(input, saw.openBalance)} was seen`;
  const standing = standingOf(document);
  if (document === null) return `Data shows no such ${what} in QuickBooks any more; a balance of ${seen}.`;
  if (standing === 'Void') return `Data shows this ${what} is void in QuickBooks; a balance of ${seen}.`;
  const differing = new Set(lines.filter((line) => line.differs).map(({ field }) => field));
  if (standing === 'Paid' && differing.has('OPEN_BALANCE')) {
    return `Data shows this ${what} is paid in QuickBooks; a balance of ${seen}.`;
  }
  if (differing.has('OPEN_BALANCE')) return balanceSentence(input, document, seen);
  if (differing.has('PARTY')) {
    return `Data shows the ${isBill ? 'vendor' : 'customer'} ${document.name} in QuickBooks; ${saw.name} was seen.`;
  }
  const sent = lines.find(({ field, differs }) => field === 'LAST_SENT' && differs);
  if (sent)
    return `Data shows QuickBooks e-mailed this invoice ${sent.now ?? 'since'}, after the figures that were seen.`;
  return `Data shows the account ${account?.name ?? accountName ?? 'that was chosen'} cannot be used in QuickBooks any more.`;
}

function balanceSentence(input: ComparisonInput, document: DocumentNow, seen: string): string {
  const { draft } = input;
  const shows = `Data shows a balance of ${money(input, document.openBalance)} in QuickBooks`;
  const expected = expectedBalance(input);
  if (document.openBalance !== expected) {
    const isFolded = expected !== draft.saw.openBalance;
    return isFolded
      ? `${shows}; ${money(input, expected)} was expected after what was recorded from here.`
      : `${shows}; ${seen}.`;
  }
  return `${shows}; ${money(input, draft.amount ?? 0)} was to be recorded.`;
}
