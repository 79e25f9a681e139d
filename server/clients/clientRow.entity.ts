import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Tier } from '../../domain/features.js';
import type { Runway, RunwayState, RunwayStatus } from '../../domain/snapshot.js';
import type { SyncState } from '../../domain/syncState.js';

/** One client as the list shows it: the newest snapshot's figures and the sync's state, kept by the sync. */
@Entity({ tableName: 'client_row' })
export class ClientRow {
  @PrimaryKey({ type: 'uuid' })
  clientId!: string;

  @Property({ type: 'uuid' })
  firmId!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text' })
  advisorName!: string;

  @Property({ type: 'text' })
  timeZone!: string;

  @Property({ type: 'text', nullable: true })
  currency!: string | null;

  @Property({ type: 'text' })
  runwayState!: RunwayState;

  @Property({ type: 'text' })
  runwayStatus!: RunwayStatus;

  /** One decimal, as PostgreSQL prints it. */
  @Property({ type: 'decimal', precision: 4, scale: 1, nullable: true })
  runwayWeeks!: string | null;

  @Property({ type: 'boolean' })
  runwayOver!: boolean;

  @Property({ type: 'text', nullable: true })
  runwayReason!: string | null;

  /** Minor units. */
  @Property({ type: 'bigint', nullable: true })
  cashOnHand!: string | number | bigint | null;

  @Property({ type: 'date', nullable: true })
  previousAsOf!: string | null;

  @Property({ type: 'json', nullable: true })
  previousRunway!: Runway | null;

  @Property({ type: 'decimal', precision: 4, scale: 1, nullable: true })
  change!: string | null;

  @Property({ type: 'date', nullable: true })
  asOf!: string | null;

  @Property({ type: 'date', nullable: true })
  booksThrough!: string | null;

  @Property({ type: 'integer' })
  booksVersion!: number;

  @Property({ type: 'integer' })
  settingsVersion!: number;

  @Property({ type: 'text' })
  syncState!: SyncState;

  @Property({ type: 'text', nullable: true })
  syncPhase!: string | null;

  @Property({ type: 'smallint', nullable: true })
  syncPercent!: number | null;

  @Property({ type: 'integer', nullable: true })
  syncRowsRead!: number | null;

  @Property({ type: 'float', nullable: true })
  syncRowsPerSecond!: number | null;

  /** An advisor stopped the reading. */
  @Property({ type: 'boolean' })
  paused!: boolean;

  @Property({ type: 'datetime', nullable: true })
  lastGoodAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  lastError!: string | null;

  @Property({ type: 'datetime', nullable: true })
  lastErrorAt!: Date | null;

  /** From when a client that was never synced is judged stale. */
  @Property({ type: 'datetime', nullable: true })
  connectedAt!: Date | null;

  @Property({ type: 'text' })
  tier!: Tier;

  @Property({ type: 'integer' })
  openIssues!: number;

  /** 0 to 100; null before the first sync. */
  @Property({ type: 'smallint', nullable: true })
  hygieneScore!: number | null;

  /** Decisions that are accepted or submitted. */
  @Property({ type: 'integer' })
  openDecisions!: number;

  /** The newest mark of a review, of whichever week. */
  @Property({ type: 'datetime', nullable: true })
  lastReviewedAt!: Date | null;
}
