import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ClientType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { DateTimeScalar } from '../contract/scalars.js';

export { ClientType };

export type WaitingKind = 'DECISION' | 'WITHDRAWAL' | 'ACT';

export const WaitingKindEnum = enumOf<WaitingKind>('WaitingKind', ['DECISION', 'WITHDRAWAL', 'ACT']);

@InputType()
export class WaitingOperationInput {
  @Field(() => WaitingKindEnum) kind!: WaitingKind;
  @Field(() => ID) id!: string;
  @Field(() => DateTimeScalar) savedAt!: Date;
}

@ObjectType()
export class QueueReport {
  @Field(() => Int) lost!: number;
  @Field(() => DateTimeScalar, { nullable: true }) lostSince!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) lostUntil!: Date | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
