import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DecisionKind, DecisionState } from '../../domain/decision/decision.js';
import type { Refusal } from '../../domain/refusal.js';
import { RefusalType } from '../contract/refusal.types.js';
import { CentsScalar, DateScalar, DateTimeScalar } from '../contract/scalars.js';
import {
  DecisionKindEnum,
  DecisionStateEnum,
  type DifferenceField,
  DifferenceFieldEnum,
  type ReceiptSource,
  ReceiptSourceEnum,
} from './decision.enums.js';

@InputType('DecisionSaw')
export class DecisionSawInput {
  @Field(() => DateTimeScalar) syncedAt!: Date;
  @Field(() => Int) booksVersion!: number;
  @Field(() => CentsScalar) openBalance!: number;
  @Field() currency!: string;
  @Field(() => ID, { nullable: true }) partyId?: string | null;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) number?: string | null;
  @Field(() => DateScalar, { nullable: true }) dueDate?: string | null;
  @Field(() => [ID], { nullable: true }) after?: string[] | null;
}

@InputType()
export class DecisionInput {
  @Field(() => ID) id!: string;
  @Field(() => ID) clientId!: string;
  @Field(() => DecisionKindEnum) kind!: DecisionKind;
  @Field(() => ID) documentKey!: string;
  @Field(() => CentsScalar, { nullable: true }) amount?: number | null;
  @Field(() => ID, { nullable: true }) accountId?: string | null;
  @Field(() => DateScalar, { nullable: true }) plannedFor?: string | null;
  @Field(() => DecisionSawInput) saw!: DecisionSawInput;
  @Field(() => ID, { nullable: true }) replaces?: string | null;
}

@ObjectType('DecisionDifference')
export class DecisionDifferenceType {
  @Field(() => DifferenceFieldEnum) field!: DifferenceField;
  @Field(() => String, { nullable: true }) saw!: string | null;
  @Field(() => String, { nullable: true }) now!: string | null;
  @Field(() => CentsScalar, { nullable: true }) sawAmount!: number | null;
  @Field(() => CentsScalar, { nullable: true }) nowAmount!: number | null;
  @Field() differs!: boolean;
}

@ObjectType('DecisionReceipt')
export class DecisionReceiptType {
  @Field(() => ID, { nullable: true }) documentKey!: string | null;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => CentsScalar, { nullable: true }) amount!: number | null;
  @Field(() => ID) requestId!: string;
  @Field(() => DateTimeScalar) appliedAt!: Date;
  @Field(() => ReceiptSourceEnum) foundBy!: ReceiptSource;
  @Field(() => CentsScalar, { nullable: true }) openBalanceAfter!: number | null;
  @Field(() => Int, { nullable: true }) auditEntry!: number | null;
}

@ObjectType('Decision')
export class DecisionType {
  @Field(() => ID) id!: string;
  @Field(() => ID) clientId!: string;
  @Field(() => DecisionKindEnum) kind!: DecisionKind;
  @Field(() => DecisionStateEnum) state!: DecisionState;
  @Field(() => ID) documentKey!: string;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => DateScalar, { nullable: true }) dueDate!: string | null;
  @Field(() => CentsScalar) openBalance!: number;
  @Field() currency!: string;
  @Field(() => CentsScalar, { nullable: true }) amount!: number | null;
  @Field(() => ID, { nullable: true }) accountId!: string | null;
  @Field(() => String, { nullable: true }) accountName!: string | null;
  @Field(() => DateScalar, { nullable: true }) plannedFor!: string | null;
  @Field() byName!: string;
  @Field(() => DateTimeScalar) acceptedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) sendsAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) submittedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) settledAt!: Date | null;
  @Field(() => String, { nullable: true }) waitingFor!: string | null;
  @Field(() => String, { nullable: true }) note!: string | null;
  @Field(() => [DecisionDifferenceType]) differences!: readonly DecisionDifferenceType[];
  @Field(() => CentsScalar, { nullable: true }) openBalanceNow!: number | null;
  @Field(() => ID, { nullable: true }) replaces!: string | null;
  @Field(() => ID, { nullable: true }) replacedBy!: string | null;
  @Field(() => DecisionReceiptType, { nullable: true }) receipt!: DecisionReceiptType | null;
}

@ObjectType()
export class ClientDecisions {
  @Field(() => ID) clientId!: string;
  @Field(() => Int) version!: number;
  @Field(() => [DecisionType]) decisions!: readonly DecisionType[];
}

@ObjectType()
export class DecisionResult {
  @Field(() => ID) id!: string;
  @Field(() => DecisionType, { nullable: true }) decision!: DecisionType | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: Refusal | null;
  @Field(() => Int, { nullable: true }) version!: number | null;
}

@ObjectType()
export class SubmitPayload {
  @Field(() => [DecisionResult]) results!: readonly DecisionResult[];
  @Field(() => RefusalType, { nullable: true }) refusal!: Refusal | null;
}
