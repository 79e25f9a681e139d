import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ATTENTION_REASONS, type AttentionReason } from '../../domain/attention.js';
import type { ClientOrderField, Direction } from '../../domain/clientList.js';
import type { Tier } from '../../domain/features.js';
import type { RunwayState, RunwayStatus } from '../../domain/snapshot.js';
import { enumOf } from '../contract/enums.js';
import { CentsScalar, DateScalar, DateTimeScalar, WeeksScalar } from '../contract/scalars.js';
import { TierEnum } from '../features/features.enums.js';
import { SyncStatus } from '../sync/sync.types.js';

export const RunwayStateEnum = enumOf<RunwayState>('RunwayState', ['NUMBER', 'NOT_BURNING', 'NO_DATA']);
export const RunwayStatusEnum = enumOf<RunwayStatus>('RunwayStatus', [
  'RED',
  'YELLOW',
  'GREEN',
  'NOT_BURNING',
  'NO_DATA',
]);
export const AttentionReasonEnum = enumOf<AttentionReason>('AttentionReason', ATTENTION_REASONS);
export const DirectionEnum = enumOf<Direction>('Direction', ['ASC', 'DESC']);
export const ORDER_FIELDS = [
  'NAME',
  'RUNWAY',
  'STATUS',
  'CASH',
  'CHANGE',
  'SYNCED',
  'BOOKS_THROUGH',
  'ADVISOR',
  'ISSUES',
  'DECISIONS',
  'REVIEWED',
] as const satisfies readonly ClientOrderField[];
export const ClientOrderFieldEnum = enumOf<ClientOrderField>('ClientOrderField', ORDER_FIELDS);

@ObjectType('Runway')
export class RunwayType {
  @Field(() => RunwayStateEnum)
  state!: RunwayState;

  @Field(() => RunwayStatusEnum)
  status!: RunwayStatus;

  @Field(() => WeeksScalar, { nullable: true })
  weeks!: number | null;

  @Field()
  over!: boolean;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType()
export class PreviousRunway {
  @Field(() => DateScalar)
  asOf!: string;

  @Field(() => RunwayType)
  runway!: RunwayType;
}

/** Without its digest, hygiene, forecast, review and features, which their rooms resolve. */
@ObjectType('Client')
export class ClientType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  advisorName!: string;

  @Field(() => String, { nullable: true })
  currency!: string | null;

  @Field()
  timeZone!: string;

  @Field(() => RunwayType)
  runway!: RunwayType;

  @Field(() => CentsScalar, { nullable: true })
  cashOnHand!: number | null;

  @Field(() => PreviousRunway, { nullable: true })
  previous!: PreviousRunway | null;

  @Field(() => WeeksScalar, { nullable: true })
  change!: number | null;

  @Field(() => DateScalar, { nullable: true })
  asOf!: string | null;

  @Field(() => DateScalar, { nullable: true })
  booksThrough!: string | null;

  @Field(() => Int)
  booksVersion!: number;

  @Field(() => SyncStatus)
  sync!: SyncStatus;

  @Field()
  stale!: boolean;

  @Field(() => [AttentionReasonEnum])
  attention!: AttentionReason[];

  @Field(() => TierEnum)
  tier!: Tier;

  @Field(() => Int)
  openIssues!: number;

  @Field(() => Int, { nullable: true })
  hygieneScore!: number | null;

  @Field(() => Int)
  openDecisions!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  lastReviewedAt!: Date | null;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType()
export class ClientEdge {
  @Field()
  cursor!: string;

  @Field(() => ClientType)
  node!: ClientType;
}

@ObjectType()
export class ClientTotals {
  @Field(() => Int)
  count!: number;

  @Field(() => Int)
  critical!: number;

  @Field(() => Int)
  tight!: number;

  @Field(() => Int)
  clear!: number;

  @Field(() => Int)
  notBurning!: number;

  @Field(() => Int)
  noData!: number;

  @Field(() => Int)
  needsAttention!: number;

  @Field(() => Int)
  stale!: number;

  @Field(() => Int)
  syncFailing!: number;

  @Field(() => Int)
  notConnected!: number;
}

@InputType()
export class ClientFilter {
  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => [RunwayStatusEnum], { nullable: true })
  status?: RunwayStatus[] | null;

  @Field(() => Boolean, { nullable: true })
  needsAttention?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  syncFailing?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  stale?: boolean | null;
}

@InputType()
export class ClientOrder {
  @Field(() => ClientOrderFieldEnum)
  by!: ClientOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'ASC' })
  direction!: Direction;
}

@ObjectType()
export class ClientConnection {
  @Field(() => [ClientEdge])
  edges!: ClientEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  /** What the totals count; resolved only when they are asked for. */
  filter!: ClientFilter;
}
