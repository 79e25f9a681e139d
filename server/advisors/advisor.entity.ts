import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Role } from './role.js';

/** A person of a firm who signs in. */
@Entity({ tableName: 'advisor' })
export class Advisor {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  firmId!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text' })
  email!: string;

  @Property({ type: 'text' })
  role!: Role;

  /** argon2id. Lazy: only the sign-in role may read it, and only when it asks. */
  @Property({ type: 'text', lazy: true, hidden: true })
  passwordHash!: string;

  @Property({ type: 'text' })
  timeZone!: string;

  @Property({ type: 'text' })
  locale!: string;

  @Property({ type: 'boolean' })
  active!: boolean;
}
