import { Field, ObjectType } from 'type-graphql';
import type { Feature, Tier } from '../../domain/features.js';
import { ClientType } from '../clients/client.types.js';
import { RefusalType } from '../contract/refusal.types.js';
import { FeatureEnum, TierEnum } from './features.enums.js';

export { ClientType, TierEnum };
export type { Tier };

@ObjectType()
export class FeatureState {
  @Field(() => FeatureEnum) feature!: Feature;
  @Field() available!: boolean;
  @Field(() => String, { nullable: true }) message!: string | null;
}

@ObjectType()
export class TierPayload {
  @Field(() => ClientType, { nullable: true }) client!: ClientType | null;
  @Field(() => RefusalType, { nullable: true }) refusal!: RefusalType | null;
}
