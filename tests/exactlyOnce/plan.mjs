/**
 * What advisors decide in a run, drawn by its seed: for each company documents of its own and what becomes of each. Every
 * decision says how it may end (`may`), so that one that ends otherwise is found.
 */
import { Random } from '../chaos/seeding.mjs';

/**
 * Of a hundred decisions of a company: in full, in part (some followed by a second part), by both advisors at once, planned,
 * skipped, a reminder, taken back in time and too late; and bills that change in QuickBooks meanwhile.
 */
const SHARES = [
  ['full', 46],
  ['part', 6],
  ['part twice', 6],
  ['both', 8],
  ['plan', 3],
  ['skip', 3],
  ['withdrawn', 6],
  // Done at once, taken back too late, and paid instead.
  ['plan undone late', 2],
  ['skip undone late', 2],
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
  // By both advisors at once: the second is refused while the first is open, and conflicts once an e-mail went out.
  remind: ['APPLIED', 'CONFLICTED', 'FAILED'],
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

/** Of a company's bills that are paid in full: by hand on each device, and kept for the moments of faults. */
const BY_HAND = { full: 15, part: 1, plan: 1, skip: 1, withdrawn: 1 };
const SPARE = 8;
const OFFLINE_SHARE = 0.3;

/**
 * What is decided by keyboard, company by company on each device: `{ atMs, device, isOffline, documents }` by time; what is
 * kept for faults (`spare`, by device); and the rest.
 * @param spanMs within which visits begin.
 */
export function drawVisits(seed, documents, spanMs) {
  const random = new Random(`visits ${seed}`);
  const taken = new Set();
  const take = (realmId, share, count) => {
    const found = documents.filter((one) => one.realmId === realmId && one.share === share && !taken.has(one));
    for (const one of found.slice(0, count)) taken.add(one);
    return found.slice(0, count);
  };
  const visits = [];
  const spare = { one: [], two: [] };
  for (const realmId of new Set(documents.map((document) => document.realmId))) {
    for (const device of random.chance(0.5) ? ['one', 'two'] : ['two', 'one']) {
      const mine = Object.entries(BY_HAND).flatMap(([share, count]) => take(realmId, share, count));
      const mail = device === 'one' ? take(realmId, 'remind', 1) : [];
      const visit = { atMs: random.whole(0, spanMs), device, isOffline: random.chance(OFFLINE_SHARE) };
      visits.push({ ...visit, documents: [...mine, ...mail] });
      spare[device].push(...take(realmId, 'full', SPARE / 2));
    }
  }
  return {
    visits: visits.sort((a, b) => a.atMs - b.atMs),
    spare,
    rest: documents.filter((document) => !taken.has(document)),
  };
}

/**
 * The order in which devices decide: `{ atMs, device, document, share }`, by time. Two devices meet on `both` and `remind`
 * within a moment.
 * @param spanMs within which all are made.
 */
export function drawActs(seed, documents, spanMs) {
  const random = new Random(`acts ${seed}`);
  const acts = documents.flatMap((document) => {
    const atMs = random.whole(0, spanMs);
    const device = random.pick(['one', 'two']);
    const act = { atMs, device, document, share: document.share };
    if (document.share !== 'both' && document.share !== 'remind') return [act];
    return [act, { ...act, device: device === 'one' ? 'two' : 'one', atMs: atMs + random.whole(0, 400) }];
  });
  return acts.sort((a, b) => a.atMs - b.atMs);
}
