import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { ClientType } from '../clients/client.types.js';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { CentsScalar, DateScalar } from '../contract/scalars.js';
import { MovementDirectionEnum } from '../digests/digests.types.js';
import { LowPointType } from '../hygiene/prices.types.js';
import {
  AddedForecastEvent,
  type Direction,
  ForecastItemType,
  PayerDelayType,
  RecurringSeriesType,
  WeeklyFlowType,
} from './forecastItems.types.js';

export { ClientType, DateScalar };
export type { IsoDate, Refusal };

const GROUPS = [
  'INVOICES',
  'BILLS',
  'CREDITS',
  'POSTED',
  'RECURRING',
  'ADDED',
  'IN_TRANSIT',
  'RUN_RATE',
  'NEW_BUSINESS',
] as const;

const ForecastGroupEnum = enumOf('ForecastGroup', GROUPS);

@ObjectType('ForecastLine')
export class ForecastLineType {
  @Field(() => ForecastGroupEnum) group!: (typeof GROUPS)[number];
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => CentsScalar) amount!: number;
  @Field(() => [ID]) itemKeys!: readonly string[];
}

@ObjectType('ForecastWeek')
export class ForecastWeekType {
  @Field(() => DateScalar) from!: string;
  @Field(() => DateScalar) to!: string;
  @Field(() => CentsScalar) opening!: number;
  @Field(() => CentsScalar) in!: number;
  @Field(() => CentsScalar) out!: number;
  @Field(() => CentsScalar) closing!: number;
  @Field(() => CentsScalar) lowerClosing!: number;
  @Field(() => [ForecastLineType]) lines!: readonly ForecastLineType[];
}

@ObjectType('TrackEntry')
export class TrackEntryType {
  @Field(() => Int) weeks!: number;
  @Field(() => DateScalar) madeAsOf!: string;
  @Field(() => CentsScalar) forecast!: number;
  @Field(() => CentsScalar) carryForward!: number;
  @Field(() => CentsScalar) actual!: number;
  @Field(() => CentsScalar) error!: number;
  @Field(() => CentsScalar) carryForwardError!: number;
}

@ObjectType('TrackRecord')
export class TrackRecordType {
  @Field(() => [TrackEntryType]) entries!: readonly TrackEntryType[];
}

@ObjectType('Forecast')
export class ForecastType {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => Int) booksVersion!: number;
  @Field() currency!: string;
  @Field(() => CentsScalar) cashOnHand!: number;
  @Field(() => CentsScalar) inTransit!: number;
  @Field(() => [ForecastWeekType]) weeks!: readonly ForecastWeekType[];
  @Field(() => LowPointType) lowPoint!: LowPointType;
  @Field(() => DateScalar, { nullable: true }) firstWeekBelowZero!: string | null;
  @Field(() => LowPointType) lowerLowPoint!: LowPointType;
  @Field(() => DateScalar, { nullable: true }) lowerFirstWeekBelowZero!: string | null;
  @Field(() => [ForecastItemType]) items!: readonly ForecastItemType[];
  @Field(() => [ForecastItemType]) inView!: readonly ForecastItemType[];
  @Field(() => CentsScalar) inViewTotal!: number;
  @Field(() => WeeklyFlowType) runRate!: WeeklyFlowType;
  @Field(() => WeeklyFlowType) newBusiness!: WeeklyFlowType;
  @Field(() => [RecurringSeriesType]) series!: readonly RecurringSeriesType[];
  @Field(() => [PayerDelayType]) payers!: readonly PayerDelayType[];
  @Field(() => Int, { nullable: true }) usualDelay!: number | null;
  @Field(() => [String]) assumptions!: readonly string[];
  @Field(() => [AddedForecastEvent]) added!: readonly AddedForecastEvent[];
  @Field(() => TrackRecordType) trackRecord!: TrackRecordType;
}

/** The forecast, or why it is not told. */
export const ForecastResult = createUnionType({
  name: 'ForecastResult',
  types: () => [ForecastType, RefusalType] as const,
  resolveType: (value) => ('code' in value ? RefusalType : ForecastType),
});

@ObjectType()
export class ForecastPayload {
  @Field(() => ClientType, { nullable: true }) client!: ClientType | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
