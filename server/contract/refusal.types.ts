import { Field, ObjectType } from 'type-graphql';
import { REFUSAL_CODES, type Refusal, type RefusalCode } from '../../domain/refusal.js';
import { enumOf } from './enums.js';

/** The domain's closed list of refusals as the contract's enum. */
export const RefusalCodeEnum = enumOf('RefusalCode', REFUSAL_CODES);

/** A request that was understood and not carried out. */
@ObjectType('Refusal')
export class RefusalType implements Refusal {
  @Field(() => RefusalCodeEnum)
  code!: RefusalCode;

  @Field(() => String, { nullable: true })
  field!: string | null;

  @Field()
  message!: string;
}
