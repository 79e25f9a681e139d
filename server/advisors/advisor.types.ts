import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RefusalType } from '../contract/refusal.types.js';
import { FirmType } from '../firms/firm.types.js';
import { ROLES, type Role } from './role.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as Record<Role, Role>;

registerEnumType(RoleEnum, { name: 'Role' });

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
