import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { REFUSAL_CODES, type Refusal, type RefusalCode } from '../../domain/refusal.js';

/** The domain's closed list of refusals as the contract's enum. */
export const RefusalCodeEnum = Object.fromEntries(REFUSAL_CODES.map((code) => [code, code])) as Record<
  RefusalCode,
  RefusalCode
>;

registerEnumType(RefusalCodeEnum, { name: 'RefusalCode' });

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
