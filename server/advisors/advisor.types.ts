import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../contract/enums.js';
import { RefusalType } from '../contract/refusal.types.js';
import { DateTimeScalar } from '../contract/scalars.js';
import { FirmType } from '../firms/firm.types.js';
import { ROLES, type Role } from './role.js';

export const RoleEnum = enumOf('Role', ROLES);

@ObjectType()
export class Viewer {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  email!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field()
  timeZone!: string;

  @Field()
  locale!: string;

  @Field(() => FirmType)
  firm!: FirmType;

  @Field(() => DateTimeScalar)
  serverTime!: Date;
}

@ObjectType()
export class DemoPerson {
  @Field()
  name!: string;

  @Field()
  email!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => Int)
  clientCount!: number;
}

@ObjectType()
export class SignInPayload {
  @Field(() => Viewer, { nullable: true })
  viewer!: Viewer | null;

  @Field(() => RefusalType, { nullable: true })
  refusal!: RefusalType | null;
}

@ObjectType()
export class SignOutPayload {
  @Field()
  signedOut!: boolean;
}
