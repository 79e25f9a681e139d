import type {
  DeviceOverviewQuery,
  DigestPartsFragment,
  FlowbandPartsFragment,
  HygienePartsFragment,
  ListClientPartsFragment,
  ProvenancePartsFragment,
  RitualPartsFragment,
} from '../../schema/generated/graphql.js';

/** Sync states of all clients and the version of each, as the server answers it. */
export type OverviewView = DeviceOverviewQuery['syncOverview'];

/** What the server tells by itself: all clients at first, then those that changed. */
export interface ChangesView {
  /** True: a client that is not named is no longer the viewer's. */
  readonly complete: boolean;
  readonly versions: OverviewView['versions'];
}

/** One client of the list as the server answers it, with the operations answered here since (`answers.ts`). */
export type ListClient = ListClientPartsFragment & { readonly answered?: readonly string[] };

/** A client's digest with every provenance and movement, so that each figure can be explained without a connection. */
export type DigestView = DigestPartsFragment;

/** What is wrong in a client's books, and what it is worth. */
export type HygieneView = HygienePartsFragment;

/** The next cash events as a band. */
export type FlowbandView = FlowbandPartsFragment;

/**
 * All that a client's weekly review reads: the digest, its issues, the band, the forecast, and what the tier has.
 * `answered`: the operations answered here since it was fetched, which it holds (`answers.ts`).
 */
export type RitualView = Omit<RitualPartsFragment, 'digest'> & {
  readonly digest: DigestView;
  readonly answered?: readonly string[];
};

/** The forecast, or why the tier has none; null before the first sync. */
export type ForecastResultView = RitualView['forecast'];

/** What the server answers to an act on a client: the parts that it changed. */
export type RitualChange = Partial<Omit<RitualView, 'id' | 'digest' | 'answered'>>;

/** What is open in a client's books and can be decided. */
export type ConsoleView = NonNullable<RitualView['console']>;

/** A week's review of one client. */
export type ReviewedView = NonNullable<RitualView['ritual']>;

export type ProvenanceView = ProvenancePartsFragment;
