import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { DateScalar, DateTimeScalar } from '../contract/scalars.js';
import { SyncStatus } from '../sync/sync.types.js';

const SYNC_KINDS = ['FULL', 'INCREMENTAL'] as const;
const SYNC_CAUSES = ['CONNECTED', 'NOTICE', 'SWEEP', 'BY_HAND'] as const;
const SYNC_RUN_STATES = ['RUNNING', 'DONE', 'FAILED'] as const;

const SyncKindEnum = enumOf('SyncKind', SYNC_KINDS);
const SyncCauseEnum = enumOf('SyncCause', SYNC_CAUSES);
const SyncRunStateEnum = enumOf('SyncRunState', SYNC_RUN_STATES);

@ObjectType()
export class SyncRun {
  @Field(() => ID)
  id!: string;

  @Field(() => SyncKindEnum)
  kind!: (typeof SYNC_KINDS)[number];

  @Field(() => SyncCauseEnum)
  cause!: (typeof SYNC_CAUSES)[number];

  @Field(() => SyncRunStateEnum)
  state!: (typeof SYNC_RUN_STATES)[number];

  @Field(() => DateTimeScalar)
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Int)
  calls!: number;

  @Field(() => Int, { nullable: true })
  rowsChanged!: number | null;

  @Field(() => Int, { nullable: true })
  booksVersion!: number | null;

  @Field(() => Boolean, { nullable: true })
  tied!: boolean | null;

  @Field(() => String, { nullable: true })
  error!: string | null;

  @Field(() => String, { nullable: true })
  reference!: string | null;
}

@ObjectType()
export class ConnectionTie {
  @Field()
  tied!: boolean;

  @Field(() => DateTimeScalar)
  checkedAt!: Date;

  @Field(() => DateScalar)
  asOf!: string;

  @Field(() => Int)
  openLines!: number;
}

@ObjectType()
export class ConnectionFailure {
  @Field(() => DateTimeScalar)
  at!: Date;

  @Field()
  message!: string;

  @Field()
  nextStep!: string;

  @Field(() => String, { nullable: true })
  reference!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  retryAt!: Date | null;
}

/** Without its runs, which are read only when they are asked for. */
@ObjectType('Connection')
export class ConnectionType {
  @Field(() => ID)
  clientId!: string;

  @Field()
  clientName!: string;

  @Field()
  advisorName!: string;

  @Field()
  companyName!: string;

  @Field(() => SyncStatus)
  sync!: SyncStatus;

  @Field(() => DateTimeScalar, { nullable: true })
  connectedAt!: Date | null;

  @Field(() => String, { nullable: true })
  connectedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  noticedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  nextSyncAt!: Date | null;

  @Field(() => Int)
  callsThisMonth!: number;

  @Field(() => Int)
  callsToday!: number;

  @Field(() => ConnectionTie, { nullable: true })
  tie!: ConnectionTie | null;

  @Field(() => ConnectionFailure, { nullable: true })
  failure!: ConnectionFailure | null;
}

@ObjectType()
export class ConnectionPayload {
  @Field(() => ConnectionType, { nullable: true })
  connection!: ConnectionType | null;

  @Field(() => Boolean, { nullable: true })
  accessReturned!: boolean | null;

  @Field(() => RefusalType, { nullable: true })
  refusal!: RefusalType | null;
}

@ObjectType()
export class CallAllowance {
  @Field(() => DateScalar)
  month!: string;

  @Field(() => Int)
  used!: number;

  @Field(() => Int)
  allowed!: number;

  @Field()
  usedUp!: boolean;
}
