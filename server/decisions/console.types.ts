import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ClientType } from '../clients/client.types.js';
import { CentsScalar, DateScalar, DateTimeScalar } from '../contract/scalars.js';

export { ClientType };

@ObjectType()
export class OpenDocument {
  @Field(() => ID) key!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => ID, { nullable: true }) partyId!: string | null;
  @Field() name!: string;
  @Field(() => DateScalar) date!: string;
  @Field(() => DateScalar, { nullable: true }) dueDate!: string | null;
  @Field() currency!: string;
  @Field(() => CentsScalar) total!: number;
  @Field(() => CentsScalar) openBalance!: number;
  @Field(() => Int, { nullable: true }) usualDelay!: number | null;
  @Field(() => DateTimeScalar, { nullable: true }) lastSentAt!: Date | null;
  @Field() canBeSent!: boolean;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => DateScalar, { nullable: true }) plannedFor!: string | null;
}

@ObjectType()
export class ConsoleIssue {
  @Field(() => ID) id!: string;
  @Field() reason!: string;
  @Field(() => [ID]) documentKeys!: readonly string[];
}

@ObjectType()
export class PayingAccount {
  @Field(() => ID) id!: string;
  @Field() name!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field() currency!: string;
  @Field(() => CentsScalar) balance!: number;
  @Field() counted!: boolean;
}

@ObjectType('Console')
export class ConsoleType {
  @Field(() => DateScalar) asOf!: string;
  @Field(() => Int) booksVersion!: number;
  @Field(() => DateTimeScalar) syncedAt!: Date;
  @Field(() => [OpenDocument]) bills!: readonly OpenDocument[];
  @Field(() => [OpenDocument]) invoices!: readonly OpenDocument[];
  @Field(() => Int) more!: number;
  @Field(() => [ConsoleIssue]) issues!: readonly ConsoleIssue[];
  @Field(() => [PayingAccount]) accounts!: readonly PayingAccount[];
}
