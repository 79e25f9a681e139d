import { cents } from './money.js';
import type { CashMovement, CashPart } from './movements.js';
import type { WindowFlows } from './snapshot.js';
import type { ClientSettings } from './books.js';

/** Where a part of a movement is counted. */
export type FlowKey = keyof WindowFlows;

const KEYS = {
  'OPERATING IN': 'operatingIn',
  'OPERATING OUT': 'operatingOut',
  'INVESTING IN': 'investingIn',
  'INVESTING OUT': 'investingOut',
  'FINANCING IN': 'financingIn',
  'FINANCING OUT': 'financingOut',
  'OWN_TRANSFER IN': 'ownTransferIn',
  'OWN_TRANSFER OUT': 'ownTransferOut',
  'OPENING IN': 'openingIn',
  'OPENING OUT': 'openingOut',
} as const satisfies Record<`${CashPart['class']} ${CashPart['direction']}`, FlowKey>;

/** What cash in and cash out are made of (domain: "cash in", "cash out"). All else is shown apart. */
export const IN_CASH_IN: readonly FlowKey[] = ['operatingIn'];
export const IN_CASH_OUT: readonly FlowKey[] = ['operatingOut', 'investingOut', 'financingOut'];
export const APART_IN: readonly FlowKey[] = ['financingIn', 'investingIn', 'ownTransferIn', 'openingIn', 'oneOffIn'];
export const APART_OUT: readonly FlowKey[] = ['ownTransferOut', 'openingOut', 'oneOffOut'];

/** Every flow of a direction. */
export const IN_FLOWS: readonly FlowKey[] = [...IN_CASH_IN, ...APART_IN];
export const OUT_FLOWS: readonly FlowKey[] = [...IN_CASH_OUT, ...APART_OUT];

/** Keys of the documents the advisor set aside as one-offs. */
export function setAsideKeys({ oneOffs }: Pick<ClientSettings, 'oneOffs'>): ReadonlySet<string> {
  return new Set(Object.keys(oneOffs));
}

/** The flow a part belongs to: its class and direction, unless its document is set aside. */
export function flowOf(part: CashPart, oneOff: boolean): FlowKey {
  if (oneOff) return part.direction === 'IN' ? 'oneOffIn' : 'oneOffOut';
  return KEYS[`${part.class} ${part.direction}`];
}

export interface FlowTotals {
  readonly flows: WindowFlows;
  readonly counts: { readonly in: number; readonly out: number; readonly apart: number };
}

/**
 * Sums movements by class and direction, and counts the documents that brought cash in, took cash out, or did something
 * that is in neither; one document can do more than one of these.
 */
export function flowTotals(movements: Iterable<CashMovement>, setAside: ReadonlySet<string>): FlowTotals {
  const flows = noFlows();
  const counts = { in: 0, out: 0, apart: 0 };
  for (const movement of movements) {
    const oneOff = setAside.has(movement.documentKey);
    const kinds = { in: 0, out: 0, apart: 0 };
    for (const part of movement.parts) {
      const key = flowOf(part, oneOff);
      flows[key] += part.amount;
      kinds[kindOf(key)] = 1;
    }
    counts.in += kinds.in;
    counts.out += kinds.out;
    counts.apart += kinds.apart;
  }
  return { flows: checked(flows), counts };
}

function kindOf(key: FlowKey): 'in' | 'out' | 'apart' {
  if (IN_CASH_IN.includes(key)) return 'in';
  return IN_CASH_OUT.includes(key) ? 'out' : 'apart';
}

function noFlows(): Record<FlowKey, number> {
  return {
    operatingIn: 0,
    operatingOut: 0,
    investingIn: 0,
    investingOut: 0,
    financingIn: 0,
    financingOut: 0,
    ownTransferIn: 0,
    ownTransferOut: 0,
    openingIn: 0,
    openingOut: 0,
    oneOffIn: 0,
    oneOffOut: 0,
  };
}

function checked(flows: Record<FlowKey, number>): WindowFlows {
  for (const amount of Object.values(flows)) cents(amount);
  return flows as WindowFlows;
}
