import { Field, ObjectType } from 'type-graphql';
import { RefusalType } from '../contract/refusal.types.js';

@ObjectType()
export class BeginConnectionPayload {
  @Field(() => String, { nullable: true })
  consentUrl!: string | null;

  @Field(() => RefusalType, { nullable: true })
  refusal!: RefusalType | null;
}
