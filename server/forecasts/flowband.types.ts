import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ForecastKind } from '../../domain/forecast/forecastInputs.js';
import { CentsScalar, DateScalar } from '../contract/scalars.js';
import { MovementDirectionEnum } from '../digests/digests.types.js';
import { type Direction, ForecastKindEnum } from './forecastItems.types.js';

@ObjectType('FlowEvent')
export class FlowEventType {
  @Field(() => ID) key!: string;
  @Field(() => Int) number!: number;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => ForecastKindEnum) kind!: ForecastKind;
  @Field(() => MovementDirectionEnum) direction!: Direction;
  @Field(() => CentsScalar) amount!: number;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) reference!: string | null;
  @Field(() => String, { nullable: true }) documentKey!: string | null;
  @Field() basis!: string;
  @Field(() => CentsScalar, { nullable: true }) ifPaid!: number | null;
  @Field(() => CentsScalar, { nullable: true }) ifNot!: number | null;
  @Field(() => [ID]) issueIds!: readonly string[];
}

@ObjectType('Flowband')
export class FlowbandType {
  @Field(() => DateScalar) asOf!: string;
  @Field() currency!: string;
  @Field(() => CentsScalar, { nullable: true }) opening!: number | null;
  @Field(() => CentsScalar) inTransit!: number;
  @Field(() => [FlowEventType]) events!: readonly FlowEventType[];
  @Field(() => [FlowEventType]) inView!: readonly FlowEventType[];
  @Field(() => Int) moreInView!: number;
  @Field(() => CentsScalar) inViewTotal!: number;
  @Field() recurring!: boolean;
  @Field(() => [String]) notes!: readonly string[];
}
