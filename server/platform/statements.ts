import type { LogContext, Logger as OrmLogger, LoggerNamespace } from '@mikro-orm/core';
import type { Logger } from './logger.js';

/** Told of every SQL statement after it ran: for the tests' statement guard and for slow-query logs. */
export type StatementListener = (statement: { sql: string; tookMs: number }) => void;

const SLOW_MS = 500;

/** MikroORM's log, led into ours: warnings and slow statements without their values. */
export class StatementLogger implements OrmLogger {
  constructor(
    private readonly logger: Logger,
    private readonly listener: StatementListener | undefined,
  ) {}

  log(namespace: LoggerNamespace | string, message: string): void {
    this.logger.trace({ namespace }, message);
  }

  error(namespace: LoggerNamespace | string, message: string): void {
    this.logger.error({ namespace }, message);
  }

  warn(namespace: LoggerNamespace | string, message: string): void {
    this.logger.warn({ namespace }, message);
  }

  logQuery(context: LogContext): void {
    const sql = context.query ?? '';
    const tookMs = context.took ?? 0;
    this.listener?.({ sql, tookMs });
    // Values may stand in the text, so only how it starts is logged.
    if (tookMs >= SLOW_MS) this.logger.warn({ tookMs, statement: sql.slice(0, 80).split("'")[0] }, 'slow statement');
  }

  setDebugMode(): void {
    // Levels are the logger's.
  }

  isEnabled(): boolean {
    return true;
  }
}
