/** Decisions as a device makes them: the operation, from the document that its screen shows. */

/** A UUIDv7 by a device's own clock, which may be days off. */
export function idAt(milliseconds, random) {
  const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0').slice(-12);
  const digits = (count) => Array.from({ length: count }, () => random.whole(0, 15).toString(16)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${random.pick(['8', '9', 'a', 'b'])}${digits(3)}-${digits(12)}`;
}

/** `shown`: the document and what stands around it: `{ clientId, accountId, syncedAt, booksVersion, document }`. */
export function submit({
  id,
  kind,
  shown,
  amount = null,
  plannedFor = null,
  openBalance = null,
  replaces = null,
  after = null,
}) {
  const { clientId, document } = shown;
  const { key, currency, partyId, name, number, dueDate } = document;
  const saw = {
    ...{ syncedAt: shown.syncedAt, booksVersion: shown.booksVersion },
    openBalance: openBalance ?? document.openBalance,
    ...{ currency, partyId, name, number, dueDate },
    ...(after && { after }),
  };
  const accountId = kind === 'RECORD_PAYMENT' ? shown.accountId : null;
  const decision = { id, clientId, kind, documentKey: key, amount, accountId, plannedFor, saw, replaces };
  return { name: 'SUBMIT_DECISION', id, clientId, decision };
}

export function withdraw(id, { clientId, id: decisionId }) {
  return { name: 'WITHDRAW_DECISION', id, clientId, decisionId };
}
