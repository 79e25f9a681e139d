/** Deliberate bugs of the server. Each must be seen by whoever looks for what it breaks. */

const UNCHANGED = (parts) => parts;
const WRITES = /\/v3\/company\/[^/]+\/(billpayment|invoice\/\d+\/send)/i;

/**
 * Nothing tells a request that is sent again from a new one: no `requestid`, and no mark is ever found.
 */
function dedupeOff() {
  const call = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    if (init?.method === 'POST' && WRITES.test(url.pathname)) url.searchParams.delete('requestid');
    const answer = await call(url, init);
    const query = url.searchParams.get('query') ?? '';
    return /from BillPayment/i.test(query) ? withoutRows(answer) : answer;
  };
  return UNCHANGED;
}

async function withoutRows(answer) {
  const body = await answer.text();
  const json = answer.ok ? JSON.stringify({ ...JSON.parse(body), QueryResponse: {} }) : body;
  return new Response(json, { status: answer.status, headers: answer.headers });
}

/** Puts a bug in; answers how it changes what the product's services are made of. */
export async function putIn(bug) {
  if (bug === 'dedupe-off') return dedupeOff();
  return UNCHANGED;
}
