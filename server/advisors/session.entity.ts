import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A person's signed-in device. Holds hashes of refresh tokens, never the tokens. */
@Entity({ tableName: 'session' })
export class Session {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  firmId!: string;

  @Property({ type: 'uuid' })
  advisorId!: string;

  @Property({ type: 'text' })
  refreshHash!: string;

  /** Valid until the token of `refreshHash` is first used. */
  @Property({ type: 'text', nullable: true })
  previousRefreshHash!: string | null;

  /** Earlier successors of the same predecessor, none of them used yet: two tabs asked at once. */
  @Property({ type: 'json' })
  siblingHashes!: string[];

  @Property({ type: 'datetime' })
  createdAt!: Date;

  @Property({ type: 'datetime' })
  refreshedAt!: Date;

  @Property({ type: 'datetime' })
  expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  revokedAt!: Date | null;
}
