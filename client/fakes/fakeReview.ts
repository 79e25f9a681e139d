import type { FlowbandView, HygieneView, RitualView } from '../offline/index.js';
import { fakeConsole } from './fakeConsole.js';
import { larkspurDigest } from '../digest/larkspur.fixture.js';
import { FAKE_ISSUES, FAKE_RULES } from './fakeIssues.js';

type Prices = Extract<HygieneView['prices'], { __typename: 'HygienePrices' }>;
type Price = Prices['together'];

const AS_OF = '2026-11-22';
const WEIGHTS = { BLOCKS: 10, DISTORTS: 4, TIDY: 1 } as const;

const end = (amount: number, date: string, week: string | null, label: string | null = null): Price['worst'] => ({
  label,
  lowPoint: { amount, date },
  firstWeekBelowZero: week,
});

function price(worst: Price['worst'], best: Price['best']): Price {
  return { worst, best, range: best.lowPoint.amount - worst.lowPoint.amount };
}

const NOW = end(-124_000, '2026-12-18', '2026-12-14');
const SAME = price(NOW, NOW);

const BY_RULE: Readonly<Record<string, Price>> = {
  'undeposited-funds-ageing': price(
    end(-450_475, '2026-12-18', '2026-12-07'),
    end(-124_000, '2026-12-18', '2026-12-14'),
  ),
  'duplicate-bill-number': price(
    end(-124_000, '2026-12-18', '2026-12-14', 'They are two bills'),
    end(38_208, '2026-12-31', null, 'It is one bill entered twice'),
  ),
  'stale-invoice': price(
    end(-124_000, '2026-12-18', '2026-12-14', 'It is never paid'),
    end(323_550, '2026-12-31', null, 'It is paid in two weeks'),
  ),
  'uncategorised-transaction': SAME,
};

function pricesFor(issues: HygieneView['issues']): Prices {
  const open = issues.filter(({ state }) => state === 'OPEN');
  const rules = FAKE_RULES.filter(({ id }) => open.some(({ ruleId }) => ruleId === id));
  return {
    __typename: 'HygienePrices',
    lowPoint: NOW.lowPoint,
    firstWeekBelowZero: NOW.firstWeekBelowZero,
    together:
      open.length === 0 ? SAME : price(end(-450_475, '2026-12-18', '2026-12-07'), end(523_758, '2026-12-31', null)),
    byRule: rules.flatMap(({ id, minutes }) => {
      const worth = BY_RULE[id];
      const count = open.filter(({ ruleId }) => ruleId === id).length;
      return worth === undefined ? [] : [{ ruleId: id, minutes: minutes * count, price: worth }];
    }),
    byIssue: open.map(({ id, ruleId }) => ({
      issueId: id,
      price: (ruleId === 'undeposited-funds-ageing' ? undefined : BY_RULE[ruleId]) ?? SAME,
    })),
  };
}

function scoreOf(issues: HygieneView['issues']): HygieneView['score'] {
  const lines = FAKE_RULES.flatMap(({ id, title, severity }) => {
    const count = issues.filter(
      ({ ruleId, state }) => ruleId === id && (state === 'OPEN' || state === 'SNOOZED'),
    ).length;
    const weight = WEIGHTS[severity];
    return count === 0 ? [] : [{ ruleId: id, title, severity, count, weight, points: count * weight }];
  });
  return { lines, value: Math.max(0, 100 - lines.reduce((sum, { points }) => sum + points, 0)) };
}

/** The answer of a server whose books have these issues. */
export function fakeHygiene(issues: HygieneView['issues'] = [...FAKE_ISSUES], isSmart = true): HygieneView {
  return {
    asOf: AS_OF,
    booksVersion: 3,
    score: scoreOf(issues),
    scoreBefore: { asOf: '2026-11-15', value: 58 },
    order: isSmart ? 'PRICE' : 'SEVERITY',
    notJudged: [],
    moreIssues: 0,
    rules: FAKE_RULES.filter(({ id }) => issues.some(({ ruleId }) => ruleId === id)),
    issues: [...issues],
    prices: isSmart
      ? pricesFor(issues)
      : { __typename: 'Refusal', code: 'FEATURE_OFF', message: 'This is not in this client’s tier.' },
  };
}

type Event = FlowbandView['events'][number];

const EVENTS: readonly (readonly [string, string, string, number, string[]])[] = [
  ['2026-11-23', 'Halden Equipment Leasing', 'L-0931', -139_500, []],
  ['2026-11-24', 'Cascade Hardwoods', 'B-20418', -428_640, []],
  ['2026-11-25', 'Northgate Hardware', '7731', -291_475, []],
  ['2026-11-25', 'Quayside Kitchens', '1046', 231_825, []],
  ['2026-11-27', 'Payroll', '', -984_000, []],
  ['2026-11-27', 'Pacific Edge Finishes', 'PE-88120', -162_208, ['d1']],
  ['2026-11-30', 'Foxglove Builders', '1043', 682_000, []],
  ['2026-12-01', 'Beacon Street Properties', 'DEC-26', -645_000, []],
  ['2026-12-02', 'Tidewater Tool Service', '4409', -118_000, []],
  ['2026-12-02', 'Merriweather Hotels', '1038', 447_550, ['c1']],
  ['2026-12-04', 'Redwood Insurance', 'P-5521', -203_750, []],
  ['2026-12-06', 'Sunrise Waste & Haul', '11906', -86_832, []],
];

export function fakeFlowband(): FlowbandView {
  const opening = 4_659_756;
  let [paid, not] = [opening, opening];
  const events = EVENTS.map(([date, name, reference, signed, issueIds], index): Event => {
    paid += signed;
    if (signed < 0) not += signed;
    return {
      key: `Event:${index}`,
      number: index + 1,
      date,
      kind: signed > 0 ? 'INVOICE' : name === 'Payroll' ? 'RECURRING' : 'BILL',
      direction: signed > 0 ? 'IN' : 'OUT',
      amount: Math.abs(signed),
      name,
      reference: reference === '' ? null : reference,
      documentKey: null,
      basis: 'Due that day.',
      ifPaid: paid,
      ifNot: not,
      issueIds,
    };
  });
  const first = events[0];
  if (first === undefined) throw new Error('The fixture has no events.');
  const late: Event = {
    ...first,
    ...{ key: 'Event:view', number: 0, date: null, kind: 'INVOICE', direction: 'IN', amount: 120_460 },
    ...{ name: 'Oat & Iron Coffee', reference: '1029', ifPaid: null, ifNot: null, issueIds: [] },
  };
  const notes: string[] = [];
  return {
    asOf: AS_OF,
    currency: 'USD',
    opening,
    inTransit: 0,
    events,
    inView: [late],
    inViewTotal: 120_460,
    recurring: true,
    notes,
  };
}

/** All of a client's review: the joinery's. */
export function fakeRitual(id: string, part: Partial<RitualView> = {}): RitualView {
  return {
    id,
    tier: 'SMART',
    features: [],
    digest: larkspurDigest(),
    hygiene: fakeHygiene(),
    flowband: fakeFlowband(),
    forecast: null,
    console: fakeConsole(),
    ritual: null,
    ...part,
  };
}
