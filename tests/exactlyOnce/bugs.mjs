/** Deliberate bugs of the server. Each must be seen by whoever looks for what it breaks. */

const UNCHANGED = (parts) => parts;
const WRITES = /\/v3\/company\/[^/]+\/(billpayment|invoice\/\d+\/send)/i;

/**
 * Nothing tells a request that is sent again from a new one: no `requestid`, and no mark is ever found. The books are read as
 * ever.
 */
function dedupeOff() {
  const call = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    if (init?.method === 'POST' && WRITES.test(url.pathname)) url.searchParams.delete('requestid');
    return call(url, init);
  };
  return openedAs((company) => ({
    page: (entity, ...rest) => (entity === 'BillPayment' ? Promise.resolve([]) : company.page(entity, ...rest)),
  }));
}

/** What sends decisions has a company of which this is otherwise. */
function openedAs(otherwise) {
  return (parts) => ({
    ...parts,
    openForDecisions:
      (open) =>
      (...given) => {
        const company = open(...given);
        const other = otherwise(company, parts);
        const bound = (value) => (typeof value === 'function' ? value.bind(company) : value);
        return new Proxy(company, { get: (_, key) => other[key] ?? bound(company[key]) });
      },
  });
}

/**
 * The effect is written down as if QuickBooks had answered, and then the call is made: what happens on the way is lost.
 */
function effectFirst() {
  return openedAs((company, parts) => ({
    post: (request, ...rest) => recordEffect(parts, request).then(() => company.post(request, ...rest)),
  }));
}

async function recordEffect({ database, clock }, { parameters }) {
  const id = parameters.requestid;
  const [owner] = await database.asSync({}, (tx) =>
    tx.execute('select client_id, firm_id from decision_outbox where decision_id = ?::uuid', [id]),
  );
  if (!owner) return;
  const now = clock.now().toISOString();
  await database.asSync({ clientId: owner.client_id }, async (tx) => {
    await tx.execute(
      `insert into decision_effect (decision_id, client_id, firm_id, found_by, applied_at)
         values (?::uuid, ?::uuid, ?::uuid, 'ANSWER', ?::timestamptz) on conflict do nothing`,
      [id, owner.client_id, owner.firm_id, now],
    );
    await tx.execute(
      "update decision set state = 'APPLIED', settled_at = ?::timestamptz, waiting_for = null where id = ?::uuid",
      [now, id],
    );
    await tx.execute('delete from decision_outbox where decision_id = ?::uuid', [id]);
  });
}

/** Puts a bug in; answers how it changes what the product's services are made of. */
export function putIn(bug) {
  if (bug === 'dedupe-off') return dedupeOff();
  if (bug === 'effect-first') return effectFirst();
  return UNCHANGED;
}
