import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../contract/refusal.types.js';
import { CentsScalar, DateScalar } from '../contract/scalars.js';

@ObjectType('LowPoint')
export class LowPointType {
  @Field(() => CentsScalar) amount!: number;
  @Field(() => DateScalar) date!: string;
}

@ObjectType('PriceEnd')
export class PriceEndType {
  @Field(() => String, { nullable: true }) label!: string | null;
  @Field(() => LowPointType) lowPoint!: LowPointType;
  @Field(() => DateScalar, { nullable: true }) firstWeekBelowZero!: string | null;
}

@ObjectType('Price')
export class PriceType {
  @Field(() => PriceEndType) worst!: PriceEndType;
  @Field(() => PriceEndType) best!: PriceEndType;
  @Field(() => CentsScalar) range!: number;
}

@ObjectType('RulePrice')
export class RulePriceType {
  @Field(() => ID) ruleId!: string;
  @Field(() => PriceType) price!: PriceType;
  @Field(() => Int) minutes!: number;
}

@ObjectType('IssuePrice')
export class IssuePriceType {
  @Field(() => ID) issueId!: string;
  @Field(() => PriceType) price!: PriceType;
}

@ObjectType('HygienePrices')
export class HygienePricesType {
  @Field(() => LowPointType) lowPoint!: LowPointType;
  @Field(() => DateScalar, { nullable: true }) firstWeekBelowZero!: string | null;
  @Field(() => PriceType) together!: PriceType;
  @Field(() => [RulePriceType]) byRule!: readonly RulePriceType[];
  @Field(() => [IssuePriceType]) byIssue!: readonly IssuePriceType[];
}

/** What issues are worth, or why that is not told. */
export const HygienePricesResult = createUnionType({
  name: 'HygienePricesResult',
  types: () => [HygienePricesType, RefusalType] as const,
  resolveType: (value) => ('code' in value ? RefusalType : HygienePricesType),
});
