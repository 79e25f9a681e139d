/**
 * What advisors decide in a run, drawn by its seed: for each company documents of its own and what becomes of each. Every
 * decision says how it may end (`may`), so that one that ends otherwise is found.
 */
import { Random } from '../chaos/seeding.mjs';

/**
 * Of a hundred decisions of a company: in full, in part (some followed by a second part), by both advisors at once, planned,
 * skipped, a reminder, taken back; and bills that change in QuickBooks meanwhile.
 */
const SHARES = [
  ['full', 50],
  ['part', 6],
  ['part twice', 6],
  ['both', 8],
  ['plan', 3],
  ['skip', 3],
  ['withdrawn', 6],
  ['changed', 3],
  // QuickBooks e-mails forty times a day for a company of its sandbox.
  ['remind', 1],
];
const AMOUNT = [2_000, 90_000];
const PARTIES = 5;

/** Whose balance was not what the advisor saw, and what stands beside an open decision. */
const ONLY_APPLIED = ['APPLIED'];
const MAY = {
  both: ['APPLIED', 'CONFLICTED', 'FAILED'],
  withdrawn: ['APPLIED', 'WITHDRAWN'],
  changed: ['APPLIED', 'CONFLICTED'],
  remind: ['APPLIED', 'CONFLICTED'],
};

export function mayEnd(share) {
  return MAY[share] ?? ONLY_APPLIED;
}

/** The documents of one company for one run: what to post, and what each is for. */
export function drawDocuments(seed, realmId, today, accounts) {
  const random = new Random(`documents ${seed} ${realmId}`);
  return SHARES.flatMap(([share, count]) =>
    Array.from({ length: count }, () => drawDocument(random, { share, realmId, today, accounts })),
  );
}

/** Bills that are all paid in full; the same for every company. */
export function drawPayments(realmId, today, accounts, count) {
  const random = new Random('payments');
  return Array.from({ length: count }, () => drawDocument(random, { share: 'full', realmId, today, accounts }));
}

function drawDocument(random, { share, realmId, today, accounts }) {
  const type = share === 'remind' ? 'Invoice' : 'Bill';
  const kind = type === 'Bill' ? 'Vendor' : 'Customer';
  const nth = random.whole(1, PARTIES);
  const amount = random.whole(...AMOUNT);
  const accountId = type === 'Bill' ? accounts.goods : accounts.income;
  const party = { kind, id: String(accounts.parties[kind][nth - 1]), name: `${kind} ${nth}` };
  const billEmail = type === 'Invoice' ? { billEmail: `customer${nth}@chaos.example` } : {};
  const input = { type, date: today, dueDate: today, party, lines: [{ accountId, amount }], ...billEmail };
  return { share, realmId, input, amount };
}

/**
 * The order in which devices decide: `{ atMs, device, document, share }`, by time. Two devices meet on `both` within a moment.
 * @param spanMs within which all are made.
 */
export function drawActs(seed, documents, spanMs) {
  const random = new Random(`acts ${seed}`);
  const acts = documents.flatMap((document) => {
    const atMs = random.whole(0, spanMs);
    const device = random.pick(['one', 'two']);
    const act = { atMs, device, document, share: document.share };
    if (document.share !== 'both') return [act];
    return [act, { ...act, device: device === 'one' ? 'two' : 'one', atMs: atMs + random.whole(0, 400) }];
  });
  return acts.sort((a, b) => a.atMs - b.atMs);
}
