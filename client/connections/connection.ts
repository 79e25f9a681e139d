import type { ConnectionPartsFragment, ConnectionRunsQuery, ConnectionsQuery } from '../../schema/generated/graphql.js';

/** One company's connection to QuickBooks, as the server answers it. */
export type Connection = ConnectionPartsFragment;

/** One sync, of its history. */
export type Run = NonNullable<ConnectionRunsQuery['connection']>['runs'][number];

/** A month's calls, shared by all companies. */
export type Allowance = ConnectionsQuery['callAllowance'];

/** What a person can do to a connection here. */
export type Action = 'syncNow' | 'pause' | 'resume' | 'disconnect';
