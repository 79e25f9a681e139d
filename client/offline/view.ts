import type {
  DeviceOverviewQuery,
  DigestPartsFragment,
  ListClientPartsFragment,
  ProvenancePartsFragment,
} from '../../schema/generated/graphql.js';

/** Sync states of all clients and the version of each, as the server answers it. */
export type OverviewView = DeviceOverviewQuery['syncOverview'];

/** What the server tells by itself: all clients at first, then those that changed. */
export interface ChangesView {
  /** True: a client that is not named is no longer the viewer's. */
  readonly complete: boolean;
  readonly versions: OverviewView['versions'];
}

/** One client of the list as the server answers it. */
export type ListClient = ListClientPartsFragment;

/** A client's digest with every provenance and movement, so that each figure can be explained without a connection. */
export type DigestView = DigestPartsFragment;

export type ProvenanceView = ProvenancePartsFragment;
