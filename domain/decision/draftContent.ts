import { isIsoDate } from '../calendar.js';
import { refuse, type Refusal } from '../refusal.js';
import { DECISION_KINDS, MOST_DECIDED_BEFORE, type DecisionDraft, type DecisionSaw } from './decision.js';
import { decidableDocument } from './documentKey.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CURRENCY = /^[A-Z]{3}$/;
const LONGEST_NAME = 500;

/**
 * Why a draft is not whole in itself, whatever the books say; null where it is. Each kind has its own fields and no
 * others: two drafts that mean the same have the same content.
 */
export function refusalOfContent(draft: DecisionDraft): Refusal | null {
  const { id, kind, documentKey, replaces } = draft;
  if (!UUID.test(id)) return refuse('INVALID_INPUT', 'id', 'The id of a decision is a UUID.');
  if (!DECISION_KINDS.includes(kind)) return refuse('INVALID_INPUT', 'kind', 'This is not a kind of decision.');
  if (decidableDocument(documentKey) === null) {
    return refuse('INVALID_INPUT', 'documentKey', 'Decisions are made on bills and invoices.');
  }
  if (replaces !== null && (!UUID.test(replaces) || replaces.toLowerCase() === id.toLowerCase())) {
    return refuse('INVALID_INPUT', 'replaces', 'A decision takes the place of another one.');
  }
  return refusalOfFields(draft) ?? refusalOfSeen(draft.saw);
}

function refusalOfFields({ kind, amount, accountId, plannedFor }: DecisionDraft): Refusal | null {
  if (kind === 'RECORD_PAYMENT') {
    if (accountId === null || accountId === '') {
      return refuse('INVALID_INPUT', 'accountId', 'Choose the bank account it was paid from.');
    }
  } else {
    if (amount !== null) return refuse('INVALID_INPUT', 'amount', 'Only a payment has an amount.');
    if (accountId !== null) return refuse('INVALID_INPUT', 'accountId', 'Only a payment has an account.');
  }
  if (kind !== 'PLAN') {
    return plannedFor === null ? null : refuse('INVALID_INPUT', 'plannedFor', 'Only a plan has a day.');
  }
  if (plannedFor === null || !isIsoDate(plannedFor)) return refuse('INVALID_INPUT', 'plannedFor', 'Choose a day.');
  return null;
}

/** What was seen is kept and shown: it is text a person can read and figures that can be compared. */
function refusalOfSeen(saw: DecisionSaw): Refusal | null {
  if (Number.isNaN(Date.parse(saw.syncedAt))) return refuse('INVALID_INPUT', 'saw.syncedAt', 'This is not an instant.');
  if (!Number.isSafeInteger(saw.booksVersion) || saw.booksVersion < 0) {
    return refuse('INVALID_INPUT', 'saw.booksVersion', 'This is not a version of the books.');
  }
  if (!Number.isSafeInteger(saw.openBalance))
    return refuse('INVALID_INPUT', 'saw.openBalance', 'This is not an amount.');
  if (!CURRENCY.test(saw.currency)) return refuse('INVALID_INPUT', 'saw.currency', 'This is not a currency.');
  if (saw.dueDate !== null && !isIsoDate(saw.dueDate))
    return refuse('INVALID_INPUT', 'saw.dueDate', 'This is not a day.');
  const { after = [] } = saw;
  if (after.length > MOST_DECIDED_BEFORE || !after.every((id) => UUID.test(id))) {
    return refuse('INVALID_INPUT', 'saw.after', `Name at most ${MOST_DECIDED_BEFORE} decisions, by their ids.`);
  }
  const texts = { name: saw.name, number: saw.number, partyId: saw.partyId };
  for (const [field, text] of Object.entries(texts)) {
    // PostgreSQL's text cannot hold a zero.
    if (text !== null && (text.length > LONGEST_NAME || text.includes('\0'))) {
      return refuse('INVALID_INPUT', `saw.${field}`, 'This text cannot be kept.');
    }
  }
  return null;
}
