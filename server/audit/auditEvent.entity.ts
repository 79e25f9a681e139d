import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One thing that somebody did. The database refuses to change or delete it. */
@Entity({ tableName: 'audit_event' })
export class AuditEvent {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  firmId!: string;

  @Property({ type: 'uuid', nullable: true })
  clientId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  actorId!: string | null;

  @Property({ type: 'text' })
  actorKind!: 'PERSON' | 'SYSTEM';

  @Property({ type: 'text' })
  action!: string;

  @Property({ type: 'datetime' })
  at!: Date;

  @Property({ type: 'json', nullable: true })
  before!: Record<string, unknown> | null;

  @Property({ type: 'json', nullable: true })
  after!: Record<string, unknown> | null;

  @Property({ type: 'text', nullable: true })
  requestId!: string | null;

  @Property({ type: 'text', nullable: true })
  remoteAddress!: string | null;
}
