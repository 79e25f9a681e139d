import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { SYNC_STATES, type SyncState } from '../../domain/syncState.js';
import { enumOf } from '../contract/enums.js';
import { DateTimeScalar } from '../contract/scalars.js';

const SyncStateEnum = enumOf('SyncState', SYNC_STATES);

@ObjectType()
export class SyncStatus {
  @Field(() => SyncStateEnum)
  state!: SyncState;

  @Field(() => String, { nullable: true })
  phase!: string | null;

  @Field(() => Int, { nullable: true })
  percent!: number | null;

  @Field(() => Int, { nullable: true })
  rowsRead!: number | null;

  @Field(() => Float, { nullable: true })
  rowsPerSecond!: number | null;

  @Field()
  paused!: boolean;

  @Field(() => DateTimeScalar, { nullable: true })
  lastGoodAt!: Date | null;

  @Field(() => String, { nullable: true })
  lastError!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastErrorAt!: Date | null;
}

@ObjectType()
export class ClientVersion {
  @Field(() => ID)
  clientId!: string;

  @Field()
  version!: string;

  @Field(() => Int)
  decisionsVersion!: number;

  @Field(() => SyncStatus)
  sync!: SyncStatus;
}

@ObjectType()
export class SyncChanges {
  @Field()
  complete!: boolean;

  @Field(() => [ClientVersion])
  versions!: ClientVersion[];
}

@ObjectType()
export class SyncOverview {
  @Field()
  version!: string;

  @Field(() => Int)
  clients!: number;

  @Field(() => Int)
  synced!: number;

  @Field(() => Int)
  syncing!: number;

  @Field(() => Int)
  waiting!: number;

  @Field(() => Int)
  failing!: number;

  @Field(() => Int)
  needsReconnecting!: number;

  @Field(() => Int)
  notConnected!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  lastGoodAt!: Date | null;

  @Field(() => [ClientVersion])
  versions!: ClientVersion[];
}
