import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Severity } from '../../domain/hygiene/rule.js';
import { ISSUE_STATES, type IssueState } from '../../domain/issues/issueState.js';
import { ClientType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { CentsScalar, DateScalar, DateTimeScalar } from '../contract/scalars.js';

export const SeverityEnum = enumOf<Severity>('Severity', ['BLOCKS', 'DISTORTS', 'TIDY']);
export const IssueStateEnum = enumOf<IssueState>('IssueState', ISSUE_STATES);

@ObjectType()
export class IssueLine {
  @Field(() => ID) key!: string;
  @Field(() => String, { nullable: true }) documentKey!: string | null;
  @Field() type!: string;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => String, { nullable: true }) memo!: string | null;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => String, { nullable: true }) url!: string | null;
}

@ObjectType()
export class HygieneIssue {
  @Field(() => ID) id!: string;
  @Field(() => ID) ruleId!: string;
  @Field() key!: string;
  @Field(() => IssueStateEnum) state!: IssueState;
  @Field() reason!: string;
  @Field(() => CentsScalar) moneyAtStake!: number;
  @Field(() => [IssueLine]) lines!: readonly IssueLine[];
  @Field(() => Int) moreLines!: number;
  @Field(() => String, { nullable: true }) fixUrl!: string | null;
  @Field(() => DateScalar) foundOn!: string;
  @Field(() => DateScalar, { nullable: true }) reopenedOn!: string | null;
  @Field(() => DateScalar, { nullable: true }) settledOn!: string | null;
  @Field(() => DateScalar, { nullable: true }) snoozedUntil!: string | null;
  @Field(() => String, { nullable: true }) dismissedBecause!: string | null;
  @Field(() => String, { nullable: true }) byName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) at!: Date | null;
}

@ObjectType('HygieneRule')
export class HygieneRuleType {
  @Field(() => ID) id!: string;
  @Field() title!: string;
  @Field() about!: string;
  @Field(() => SeverityEnum) severity!: Severity;
  @Field(() => Int) minutes!: number;
  @Field() countedOne!: string;
  @Field() countedMany!: string;
}

@ObjectType()
export class RefusedIssue {
  @Field(() => ID) issueId!: string;
  @Field(() => RefusalType) refusal!: RefusalType;
}

@ObjectType()
export class IssuesPayload {
  @Field(() => ClientType, { nullable: true }) client!: ClientType | null;
  @Field(() => [RefusedIssue]) refused!: readonly RefusedIssue[];
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
