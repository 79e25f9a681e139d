import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Firm')
export class FirmType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;
}
