import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import { RITUAL_TABS, type RitualTab } from '../../domain/ritual/ritual.js';
import { ClientType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { DateScalar, DateTimeScalar, WeeksScalar } from '../contract/scalars.js';

export { ClientType, DateScalar };
export type { Refusal };

export type RitualState = 'STARTED' | 'REVIEWED';

export const RitualTabEnum = enumOf<RitualTab>('RitualTab', RITUAL_TABS);
export const RitualStateEnum = enumOf<RitualState>('RitualState', ['STARTED', 'REVIEWED']);

@InputType()
export class RitualInput {
  @Field(() => ID) clientId!: string;
  @Field(() => DateScalar) week!: string;
  @Field(() => [RitualTabEnum]) tabs!: RitualTab[];
  @Field(() => Int) seconds!: number;
  @Field(() => Int) decisions!: number;
}

@InputType()
export class ReviewedVersionInput {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => Int) booksVersion!: number;
  @Field(() => WeeksScalar, { nullable: true }) weeks?: number | null;
}

@ObjectType('Ritual')
export class RitualType {
  @Field(() => DateScalar) week!: string;
  @Field(() => RitualStateEnum) state!: RitualState;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => Int) seconds!: number;
  @Field(() => [RitualTabEnum]) tabs!: RitualTab[];
  @Field(() => Int) decisions!: number;
  @Field(() => DateTimeScalar, { nullable: true }) reviewedAt!: Date | null;
  @Field(() => String, { nullable: true }) reviewedByName!: string | null;
  @Field(() => DateScalar, { nullable: true }) reviewedAsOf!: string | null;
  @Field(() => Int, { nullable: true }) reviewedBooksVersion!: number | null;
  @Field(() => WeeksScalar, { nullable: true }) reviewedWeeks!: number | null;
  @Field(() => ID, { nullable: true }) reviewedOperationId!: string | null;
}

@ObjectType()
export class RitualPayload {
  @Field(() => ClientType, { nullable: true }) client!: ClientType | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
