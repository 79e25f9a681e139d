import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A practice: its people and their clients. */
@Entity({ tableName: 'firm' })
export class Firm {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  name!: string;

  /** Weeks below which a number is RED, unless a client says otherwise. */
  @Property({ type: 'decimal', precision: 4, scale: 1 })
  redBelow!: string;

  /** Weeks below which a number is YELLOW. */
  @Property({ type: 'decimal', precision: 4, scale: 1 })
  yellowBelow!: string;

  @Property({ type: 'datetime' })
  createdAt!: Date;
}
