import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ForecastKind, Interval } from '../../domain/forecast/forecastInputs.js';
import { enumOf } from '../contract/enums.js';
import { CentsScalar, DateScalar, DateTimeScalar } from '../contract/scalars.js';
import { MovementDirectionEnum } from '../digests/digests.types.js';

export type Direction = 'IN' | 'OUT';

export const ForecastKindEnum = enumOf<ForecastKind>('ForecastKind', [
  'INVOICE',
  'BILL',
  'CREDIT',
  'POSTED',
  'RECURRING',
  'ADDED',
]);
export const INTERVALS = [
  'WEEKLY',
  'EVERY_TWO_WEEKS',
  'TWICE_A_MONTH',
  'MONTHLY',
  'QUARTERLY',
] as const satisfies readonly Interval[];
const IntervalEnum = enumOf<Interval>('Interval', INTERVALS);

@ObjectType('ForecastItem')
export class ForecastItemType {
  @Field(() => ID) key!: string;
  @Field(() => ForecastKindEnum) kind!: ForecastKind;
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => DateScalar) date!: string;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) documentKey!: string | null;
  @Field(() => DateScalar, { nullable: true }) dueDate!: string | null;
  @Field(() => ID, { nullable: true }) series!: string | null;
  @Field() basis!: string;
  @Field() off!: boolean;
  @Field(() => DateScalar, { nullable: true }) movedFrom!: string | null;
  @Field(() => String, { nullable: true }) against?: string | null;
}

@ObjectType('WeeklyFlow')
export class WeeklyFlowType {
  @Field(() => CentsScalar) in!: number;
  @Field(() => CentsScalar) out!: number;
}

@ObjectType('RecurringSeries')
export class RecurringSeriesType {
  @Field(() => ID) key!: string;
  @Field() name!: string;
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => IntervalEnum) interval!: Interval;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => DateScalar) lastDate!: string;
  @Field(() => DateScalar) nextDate!: string;
  @Field(() => Int) seen!: number;
  @Field() basis!: string;
  @Field() off!: boolean;
}

@ObjectType('PayerDelay')
export class PayerDelayType {
  @Field(() => ID) partyId!: string;
  @Field() name!: string;
  @Field(() => Int) days!: number;
  @Field(() => Int) of!: number;
}

@InputType()
export class ForecastEventInput {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => DateScalar) date!: string;
  @Field(() => IntervalEnum, { nullable: true }) interval?: Interval | null;
  @Field(() => DateScalar, { nullable: true }) until?: string | null;
}

@ObjectType()
export class AddedForecastEvent {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => DateScalar) date!: string;
  @Field(() => IntervalEnum, { nullable: true }) interval!: Interval | null;
  @Field(() => DateScalar, { nullable: true }) until!: string | null;
  @Field() byName!: string;
  @Field(() => DateTimeScalar) at!: Date;
}
