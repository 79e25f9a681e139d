/** Faults of the stand-in that a run draws from. Each is over by itself soon, so that a run can wait for the end of all. */
export const LONGEST_FAULT_MS = 6_000;

const KINDS = ['reads', 'queries', 'reports', 'cdc'];
const DATA = [
  (random) => ({ status: 429, times: random.whole(1, 12) }),
  () => ({ status: 429 }),
  (random) => ({ status: random.pick([500, 502, 503, 504]), before: true, times: random.whole(1, 8) }),
  (random) => ({ status: 500, times: random.whole(1, 4) }),
  (random) => ({ status: 401, times: random.whole(2, 6) }),
  (random) => ({ hang: true, hangMs: random.whole(500, 6_000), times: random.whole(1, 2) }),
  (random) => ({ delayMs: random.whole(100, 2_500), times: random.whole(1, 6) }),
  (random) => ({ dropAfterBytes: random.whole(0, 3_000), times: random.whole(1, 4) }),
  (random) => ({ close: true, times: random.whole(1, 5) }),
  (random) => ({
    bodyKind: random.pick(['html', 'garbage', 'truncated', 'fault200', 'empty', 'numbersAsStrings']),
    times: random.whole(1, 3),
  }),
];
const TOKENS = [
  () => ({ status: 503, before: true, times: 2 }),
  () => ({ close: true, before: true }),
  () => ({ hang: true, hangMs: 3_000, before: true }),
  () => ({ delayMs: 2_000 }),
];

/** A fault of some of the company's calls. */
export function dataFault(random, realmId) {
  const { times = 1_000, ...fault } = random.pick(DATA)(random);
  const kind = random.chance(0.6) ? { kind: random.pick(KINDS) } : { path: '/v3/' };
  const nth = random.whole(1, 6);
  return { realmId, forMs: random.whole(1_000, LONGEST_FAULT_MS), times, nth, ...kind, ...fault };
}

/** A fault of a refresh that leaves the refresh value as it was. */
export function refreshFault(random, realmId) {
  return { realmId, kind: 'tokenRefreshes', forMs: LONGEST_FAULT_MS, times: 1, ...random.pick(TOKENS)(random) };
}

/** A refresh is carried out, and its answer is lost: the grant with it, which is nobody's fault. */
export function lostRefresh(realmId) {
  return { realmId, kind: 'tokenRefreshes', forMs: LONGEST_FAULT_MS, times: 1, close: true };
}
