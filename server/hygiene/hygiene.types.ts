import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { HygienePrices } from '../../domain/hygiene/pricing.js';
import type { Severity } from '../../domain/hygiene/rule.js';
import type { SettingUnit } from '../../domain/hygiene/settings.js';
import type { Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { ClientType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { CentsScalar, DateScalar } from '../contract/scalars.js';
import { SeverityEnum } from './issues.types.js';
import type { ListedIssues } from './listedIssues.js';

export { CentsScalar, ClientType, DateScalar };
export type { IsoDate, Refusal };

export type IssueOrder = 'SEVERITY' | 'PRICE';

export const IssueOrderEnum = enumOf<IssueOrder>('IssueOrder', ['SEVERITY', 'PRICE']);
const SettingUnitEnum = enumOf<SettingUnit>('SettingUnit', ['DAYS', 'MONEY', 'TIMES', 'POINTS']);

@ObjectType()
export class ScoreLine {
  @Field(() => ID) ruleId!: string;
  @Field() title!: string;
  @Field(() => SeverityEnum) severity!: Severity;
  @Field(() => Int) count!: number;
  @Field(() => Int) weight!: number;
  @Field(() => Int) points!: number;
}

@ObjectType('HygieneScore')
export class HygieneScoreType {
  @Field(() => Int) value!: number;
  @Field(() => [ScoreLine]) lines!: readonly ScoreLine[];
}

@ObjectType()
export class ScoreBefore {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => Int) value!: number;
}

/** `order`, `rules`, `issues`, `moreIssues` and `prices` are resolved only when they are asked for. */
@ObjectType('Hygiene')
export class HygieneType {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => [ID]) notJudged!: readonly string[];
  @Field(() => Int) booksVersion!: number;
  @Field(() => HygieneScoreType) score!: HygieneScoreType;
  @Field(() => ScoreBefore, { nullable: true }) scoreBefore!: ScoreBefore | null;

  client!: ClientType;
  /** What the open issues are worth, or why that is not told, once somebody asked. */
  priced?: Promise<HygienePrices | Refusal>;
  /** The issues in their order, once somebody asked. */
  listed?: Promise<ListedIssues>;
}

@ObjectType()
export class HygieneSetting {
  @Field(() => ID) key!: string;
  @Field() title!: string;
  @Field() meaning!: string;
  @Field(() => SettingUnitEnum) unit!: SettingUnit;
  @Field(() => CentsScalar) value!: number;
  @Field(() => CentsScalar) standard!: number;
  @Field(() => CentsScalar) least!: number;
  @Field(() => CentsScalar) most!: number;
}

@ObjectType()
export class HygieneSettingPayload {
  @Field(() => HygieneSetting, { nullable: true }) setting!: HygieneSetting | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
