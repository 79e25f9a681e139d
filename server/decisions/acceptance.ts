import { isExpired } from '../../domain/decision/age.js';
import {
  putsAway,
  refusalOfAmount,
  refusalOfDraft,
  type AskedAccount,
  type AskedDocument,
} from '../../domain/decision/asking.js';
import { UNDO_WINDOW_MS, type DecisionDraft } from '../../domain/decision/decision.js';
import { refusalOfContent } from '../../domain/decision/draftContent.js';
import { formatInstant } from '../../domain/format.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import type { NewDecision } from './acceptanceStore.js';
import { contentHash } from './decisionContent.js';
import { nameOf, type ShownDecision } from './shownDecisions.js';

/** A document that is decided on, as the books say. */
export interface DocumentFacts extends AskedDocument {
  readonly voided: boolean;
}

/** All that decisions of one client are judged by when they arrive. */
export interface AcceptanceFacts {
  readonly now: Date;
  /** In the client's zone. */
  readonly today: IsoDate;
  readonly timeZone: string;
  readonly homeCurrency: string | null;
  /** When the reading began that the books show. */
  readonly readFrom: Date | null;
  /** Why nothing can be sent to the client's company now, in words; null where it can. */
  readonly waitingFor: string | null;
  /** Decisions that there are already by the ids that are given. */
  readonly known: ReadonlyMap<string, ShownDecision>;
  /** Decisions by the ids that are replaced. */
  readonly former: ReadonlyMap<string, FormerDecision>;
  /** Ids that were taken back before they arrived. */
  readonly tombstones: ReadonlySet<string>;
  /** By document: who decided, and when. */
  readonly open: ReadonlyMap<string, OpenDecision>;
  readonly documents: ReadonlyMap<string, DocumentFacts>;
  readonly accounts: ReadonlyMap<string, AskedAccount>;
}

/** The open decision that a document has: what is said of it. */
export type OpenDecision = Pick<ShownDecision, 'byName' | 'acceptedAt' | 'state'>;

/** A decision that another one may take the place of. */
export type FormerDecision = Pick<ShownDecision, 'clientId' | 'documentKey' | 'settledAt' | 'replacedBy'>;

/** Two servers' clocks differ by no more. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Why a decision can never be taken over, whatever the books say: nothing is kept of it, and asked again the answer is the
 * same. Null where its content is possible.
 */
export function refusalForEver(draft: DecisionDraft): Refusal | null {
  const content = refusalOfContent(draft);
  return content ?? (draft.kind === 'RECORD_PAYMENT' ? refusalOfAmount(draft.amount, draft.saw) : null);
}

/**
 * What becomes of a decision that nobody knows yet and whose content is possible: accepted, or done with being accepted
 * (plan, skip), or refused for the state of things and kept so. Nothing here looks at QuickBooks, which is asked just
 * before sending; `facts` are the books as they were last read.
 */
export function judgeDecision(draft: DecisionDraft, facts: AcceptanceFacts, undoMs = UNDO_WINDOW_MS): NewDecision {
  const kept = { draft, contentHash: contentHash(draft), accountName: accountName(draft, facts) };
  const ended = { ...kept, sendsAt: null, waitingFor: null };
  const { now } = facts;
  if (facts.tombstones.has(draft.id)) return { ...ended, state: 'WITHDRAWN', problem: takenBack() };
  if (!putsAway(draft) && isOld(draft, facts)) return { ...ended, state: 'EXPIRED', problem: expired(facts) };
  const problem = refusalOf(draft, facts);
  if (problem) return { ...ended, state: 'FAILED', problem };
  if (draft.kind === 'PLAN' || draft.kind === 'SKIP') return { ...ended, state: 'APPLIED', problem: null };
  const sendsAt = new Date(now.getTime() + undoMs);
  return { ...kept, state: 'ACCEPTED', sendsAt, waitingFor: facts.waitingFor, problem: null };
}

function takenBack(): Refusal {
  return refuse(
    'WITHDRAWN',
    'id',
    'It was taken back before it arrived; nothing was done. A new decision has a new id.',
  );
}

/** By the server's clock alone. */
function isOld({ saw }: DecisionDraft, { now, readFrom }: AcceptanceFacts): boolean {
  const lastGoodSyncAt = readFrom?.getTime() ?? null;
  return isExpired({ syncedAt: Date.parse(saw.syncedAt), lastGoodSyncAt, now: now.getTime() });
}

/** What came too late can be decided anew once QuickBooks has been looked at: what keeps it from that is said. */
function expired({ readFrom, now, timeZone, waitingFor }: AcceptanceFacts): Refusal {
  const isOldHere = isExpired({
    syncedAt: now.getTime(),
    lastGoodSyncAt: readFrom?.getTime() ?? null,
    now: now.getTime(),
  });
  const next = !isOldHere
    ? 'Look at the figures as they are now and decide anew.'
    : `${waitingFor ?? 'The next sync reads the books anew; it can be started by hand.'} Decide anew once the books are read.`;
  const looked = readFrom ? formatInstant(readFrom, { now, zone: timeZone, locale: 'en-US' }) : 'never';
  return refuse(
    'EXPIRED',
    'saw.syncedAt',
    `Decided on figures that are older than 7 days; nothing was sent. QuickBooks was last looked at: ${looked}. ${next}`,
  );
}

/** The first thing in a decision's way, in words that name what can be done instead. */
function refusalOf(draft: DecisionDraft, facts: AcceptanceFacts): Refusal | null {
  return (
    refusalOfTime(draft, facts) ??
    refusalToReplace(draft, facts) ??
    refusalOfOpen(draft, facts) ??
    refusalOfBooks(draft, facts)
  );
}

function refusalOfTime({ saw }: DecisionDraft, { now }: AcceptanceFacts): Refusal | null {
  if (new Date(saw.syncedAt).getTime() <= now.getTime() + CLOCKS_DIFFER_MS) return null;
  return refuse(
    'INVALID_INPUT',
    'saw.syncedAt',
    'Decided on figures of a time that is still to come; nothing was done. Look at the figures as they are now and decide anew.',
  );
}

function refusalToReplace({ replaces, documentKey, clientId }: DecisionDraft, facts: AcceptanceFacts): Refusal | null {
  if (replaces === null) return null;
  const former = facts.former.get(replaces);
  if (!former || former.clientId !== clientId || former.documentKey !== documentKey) {
    return refuse(
      'INVALID_INPUT',
      'replaces',
      'The decision that this one takes the place of is not one on this document; nothing was done. Decide anew.',
    );
  }
  if (former.settledAt === null) {
    return refuse(
      'ALREADY_DECIDED',
      'replaces',
      'The decision that this one takes the place of is still open; nothing was done. It can be taken back until it is sent.',
    );
  }
  if (former.replacedBy === null) return null;
  return refuse(
    'ALREADY_DECIDED',
    'replaces',
    'Another decision took that one’s place already; nothing was done. Look at it, and decide anew if it still matters.',
  );
}

function refusalOfOpen(draft: DecisionDraft, { open, now, timeZone }: AcceptanceFacts): Refusal | null {
  const { documentKey } = draft;
  const other = open.get(documentKey);
  // What came back is put away beside whatever is open: nothing is done to the document.
  if (!other || putsAway(draft)) return null;
  const at = formatInstant(other.acceptedAt, { now, zone: timeZone, locale: 'en-US' });
  const choice =
    other.state === 'SUBMITTED'
      ? 'It is on its way to QuickBooks; what comes of it shows here.'
      : 'It can be taken back until it is sent.';
  return refuse(
    'ALREADY_DECIDED',
    'documentKey',
    `${nameOf(other)} decided on this ${nounOf(documentKey)} already, ${at}; nothing was done twice. ${choice}`,
  );
}

/** What the books say against it: the document and the account as they were last read. */
function refusalOfBooks(draft: DecisionDraft, facts: AcceptanceFacts): Refusal | null {
  const { documentKey, accountId } = draft;
  const document = facts.documents.get(documentKey) ?? null;
  if (document?.voided && !putsAway(draft)) {
    const noun = nounOf(documentKey);
    return refuse(
      'DIFFERS',
      'documentKey',
      `This ${noun} is void in QuickBooks; nothing was done. It leaves the console with the next sync.`,
    );
  }
  const { today, homeCurrency } = facts;
  const account = accountId === null ? null : (facts.accounts.get(accountId) ?? null);
  return refusalOfDraft({ draft, document, account, today, homeCurrency: homeCurrency ?? draft.saw.currency });
}

function accountName({ accountId }: DecisionDraft, { accounts }: AcceptanceFacts): string | null {
  return accountId === null ? null : (accounts.get(accountId)?.name ?? null);
}

function nounOf(documentKey: string): string {
  return documentKey.startsWith('Invoice:') ? 'invoice' : 'bill';
}
