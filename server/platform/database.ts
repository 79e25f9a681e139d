import { IsolationLevel, type EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { dropBrokenConnections } from './brokenConnections.js';
import { writeLiteralsAtOnce } from './literals.js';
import type { Logger } from './logger.js';
import { StatementLogger, type StatementListener } from './statements.js';

export type { EntityManager } from '@mikro-orm/postgresql';

/** Whose rows a transaction may see: a person in a firm. */
export interface Scope {
  readonly principalId: string;
  readonly firmId: string;
}

/** Addresses of the database as its three login roles; each owns nothing and is bound by row-level security. */
export interface DatabaseUrls {
  readonly app: string;
  readonly signIn: string;
  readonly sync: string;
  readonly webhook: string;
}

export interface DatabaseOptions {
  /** Connections a pool may hold. Default 10; the one that takes QuickBooks' notices holds four at most. */
  readonly poolSize?: number;
  readonly onStatement?: StatementListener;
}

/** A read-only transaction that opens at its first use and is ended by whoever made it. */
export interface LazyRead {
  /** The transaction; the same at every call. Refuses once ended. */
  tx(): Promise<EntityManager>;
  /** Ends it, if it was opened. Safe to repeat. */
  end(): Promise<void>;
}

/** How loaders and resolvers reach the request's read transaction. */
export type ReadTransaction = () => Promise<EntityManager>;

type Mode = 'read' | 'write';
type Settings = Readonly<Record<string, string>>;

const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 120_000;
const DEFAULT_POOL = 10;
/** Posts are put down in a millisecond or two. */
const WEBHOOK_POOL = 4;

/**
 * The four pools. Responsible for: one transaction per principal with its scope set inside it, so that a pooled
 * connection carries nothing over. Never: a statement outside a transaction.
 */
export class Database {
  private constructor(
    private readonly app: MikroORM,
    private readonly signIn: MikroORM,
    private readonly sync: MikroORM,
    private readonly webhook: MikroORM,
    private readonly logger: Logger,
  ) {}

  /** Opens the pools; nothing connects before the first transaction. `entities`: every entity class of the rooms. */
  static async connect(
    urls: DatabaseUrls,
    logger: Logger,
    entities: readonly EntityClass<object>[],
    options: DatabaseOptions = {},
  ): Promise<Database> {
    const { poolSize = DEFAULT_POOL, onStatement } = options;
    const open = (name: string, url: string, size = poolSize): Promise<MikroORM> =>
      openPool(name, url, logger, entities, size, onStatement);
    return new Database(
      await open('app', urls.app),
      await open('signin', urls.signIn),
      await open('sync', urls.sync),
      await open('webhook', urls.webhook, Math.min(poolSize, WEBHOOK_POOL)),
      logger,
    );
  }

  /**
   * One transaction for a signed-in person. `read` is read-only and repeatable-read: one truth for all of it.
   * Commits when `work` is done, rolls back when it throws.
   */
  asPrincipal<T>(scope: Scope, mode: Mode, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.within(this.app, mode, principalSettings(scope), work);
  }

  /** A read transaction for a signed-in person that opens when first asked for. */
  readLazily(scope: Scope): LazyRead {
    let opened: Promise<EntityManager> | undefined;
    let ended = false;
    return {
      tx: () => {
        if (ended) return Promise.reject(new Error('the read transaction has ended'));
        opened ??= this.begin(this.app, 'read', principalSettings(scope));
        return opened;
      },
      end: async () => {
        if (ended) return;
        ended = true;
        if (!opened) return;
        const tx = await opened.catch(() => undefined);
        // Nothing was written; ending by commit or by rollback is the same, and rollback also ends a failed one.
        if (tx) await this.rollback(tx);
      },
    };
  }

  /** One transaction before any principal is known. */
  asSignIn<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.within(this.signIn, 'write', {}, work);
  }

  /** One transaction of the sync, for one client; `firmId` only while a client is being made. */
  asSync<T>(
    scope: { readonly clientId?: string; readonly firmId?: string },
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    const settings: Record<string, string> = {};
    if (scope.clientId !== undefined) settings['app.client'] = scope.clientId;
    if (scope.firmId !== undefined) settings['app.firm'] = scope.firmId;
    return this.within(this.sync, 'write', settings, work);
  }

  /** One transaction for what QuickBooks posts: it may put notices down and sees nothing. */
  asWebhook<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.within(this.webhook, 'write', {}, work);
  }

  async close(): Promise<void> {
    await Promise.all([this.app, this.signIn, this.sync, this.webhook].map((orm) => orm.close(true)));
  }

  private async within<T>(
    orm: MikroORM,
    mode: Mode,
    settings: Settings,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    const tx = await this.begin(orm, mode, settings);
    try {
      const result = await work(tx);
      await tx.commit();
      return result;
    } catch (error) {
      await this.rollback(tx);
      throw error;
    }
  }

  private async begin(orm: MikroORM, mode: Mode, settings: Settings): Promise<EntityManager> {
    // A fork that ignores MikroORM's ambient context: two transactions of two roles may be open at once.
    const tx = orm.em.fork({ clear: true, useContext: false });
    await tx.begin(mode === 'read' ? { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true } : {});
    const entries = Object.entries(settings);
    if (entries.length === 0) return tx;
    try {
      const calls = entries.map(() => 'set_config(?, ?, true)').join(', ');
      await tx.execute(`select ${calls}`, entries.flat());
      return tx;
    } catch (error) {
      await this.rollback(tx);
      throw error;
    }
  }

  private async rollback(tx: EntityManager): Promise<void> {
    try {
      if (tx.isInTransaction()) await tx.rollback();
    } catch (error) {
      // The connection is broken and the pool drops it; what failed first is what the caller must hear of.
      this.logger.warn({ err: error }, 'a transaction could not be rolled back');
    }
  }
}

function principalSettings(scope: Scope): Settings {
  return { 'app.principal': scope.principalId, 'app.firm': scope.firmId };
}

async function openPool(
  name: string,
  url: string,
  logger: Logger,
  entities: readonly EntityClass<object>[],
  poolSize: number,
  onStatement: StatementListener | undefined,
): Promise<MikroORM> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
    debug: true,
    loggerFactory: () => new StatementLogger(logger, onStatement),
    pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
    driverOptions: {
      application_name: `runway-${name}`,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=UTC',
      onPoolCreated: dropBrokenConnections,
    },
  });
  writeLiteralsAtOnce(orm);
  return orm;
}
