import { changesOfDecisions, type ImpactBase, type WeighedDecision } from '../decision/impact.js';
import {
  flowbandOf,
  MOST_FLOW_EVENTS,
  type Flowband,
  type FlowEvent,
  type UnreliableDocuments,
} from '../forecast/flowband.js';
import { flowbandBase, type ListedFlowband } from './flowbandBase.js';

type Told = Pick<FlowEvent, 'key' | 'issueIds' | 'documentKey'> & {
  readonly date: string | null;
  readonly amount: number;
  readonly ifPaid: number | null;
  readonly ifNot: number | null;
};

/** What folding reads of a Flowband; the contract's fits. */
export interface FoldableFlowband {
  readonly asOf: string;
  readonly opening: number | null;
  readonly events: readonly Told[];
  readonly inView: readonly Told[];
  readonly inViewTotal: number;
  readonly recurring: boolean;
  readonly notes: readonly string[];
}

/** What of a Flowband is another with decisions counted; laid over the contract's it is that band. */
export type FlowbandFolded = Pick<Flowband, 'opening' | 'events' | 'inView' | 'inViewTotal'> & {
  readonly notes: readonly string[];
};

/**
 * A Flowband with the decisions that are not in it yet (`comingOf`), by the changes that their impact is told from: what is
 * paid falls away and is off the cash it begins with, what is planned stands on its day, and what comes next moves up.
 * `base` is made of the forecast beside it, `unreliable` says which documents open issues rest on, for events that were not
 * listed. Null where the band cannot be told again from that forecast.
 */
export function foldFlowband(
  band: FoldableFlowband,
  base: ImpactBase,
  decisions: readonly WeighedDecision[],
  unreliable: UnreliableDocuments,
): FlowbandFolded | null {
  const { inputs } = base.prepared;
  if (band.asOf !== inputs.asOf) return null;
  const { recurring } = band;
  const marks = withTold(unreliable, [...band.events, ...band.inView]);
  if (!isSame(band, flowbandOf(inputs, [], marks, { recurring }))) return null;
  const after = flowbandOf(inputs, changesOfDecisions(base, decisions), marks, { recurring });
  const { opening, events, inViewTotal, notes } = after;
  // The server lists the first of many; what is not listed is in the total.
  const listed = new Set(band.inView.map(({ key }) => key));
  return { opening, events, inViewTotal, notes, inView: after.inView.filter(({ key }) => listed.has(key)) };
}

/**
 * The same of its own events, where no forecast stands beside it: the band of a tier without one. Null where these do not
 * settle it: see `flowbandBase`. What was listed is, with what else the notes say is to come; nothing moves up.
 */
export function foldListedFlowband(
  band: FoldableFlowband & ListedFlowband,
  accounts: readonly { readonly id: string; readonly counted: boolean }[],
  decisions: readonly WeighedDecision[],
): FlowbandFolded | null {
  const base = flowbandBase(band, accounts, decisions);
  const folded = base && foldFlowband(band, base, decisions, new Map());
  return folded && { ...folded, notes: band.events.length < MOST_FLOW_EVENTS ? folded.notes : band.notes };
}

/** Of listed events the band itself says what they rest on. */
function withTold(unreliable: UnreliableDocuments, events: readonly Told[]): UnreliableDocuments {
  const marks = new Map(unreliable);
  for (const { documentKey, issueIds } of events) if (documentKey !== null) marks.set(documentKey, issueIds);
  return marks;
}

function isSame(band: FoldableFlowband, rebuilt: Flowband): boolean {
  const told = (events: readonly Told[]): string =>
    JSON.stringify(events.map(({ key, date, amount, ifPaid, ifNot }) => [key, date, amount, ifPaid, ifNot]));
  return (
    band.opening === rebuilt.opening &&
    band.inViewTotal === rebuilt.inViewTotal &&
    told(band.events) === told(rebuilt.events) &&
    told(band.inView) === told(rebuilt.inView.slice(0, band.inView.length))
  );
}
