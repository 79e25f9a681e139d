import { createAdvisorsService, type AdvisorsService } from './advisors/advisors.service.js';
import { createClientsService, type ClientsService } from './clients/clients.service.js';
import { createConnectionsService, type ConnectionsService } from './connections/connections.service.js';
import { createCountedCalls } from './connections/countedCalls.js';
import { createHistoryJob } from './connections/history.job.js';
import { createTombstonesJob } from './decisions/cleanTombstones.job.js';
import { createDecisionsService, type DecisionsService } from './decisions/decisions.service.js';
import {
  createDecisionSender,
  createSendingJob,
  type SendingOptions,
} from './decisions/sending/createDecisionSender.js';
import type { DecisionSender } from './decisions/sending/worker.js';
import { createDigestsService, type DigestsService } from './digests/digests.service.js';
import { createFeaturesService, type FeaturesService } from './features/features.service.js';
import { createForecastsService, type ForecastsService } from './forecasts/forecasts.service.js';
import { createHygieneService, type HygieneService } from './hygiene/hygiene.service.js';
import { createWakeJob } from './hygiene/wake.job.js';
import { createCleanJob } from './notices/clean.job.js';
import { NoticeWorker } from './notices/noticeWorker.js';
import { createNoticesService, type NoticesService } from './notices/notices.service.js';
import { createDeviceQueuesService, type DeviceQueuesService } from './operations/deviceQueues.service.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import type { ClockJob } from './platform/jobs.js';
import type { Notices } from './platform/listener.js';
import type { Logger } from './platform/logger.js';
import type { KeyRing } from './platform/secrets.js';
import { createConnectionService, type ConnectionService } from './quickbooks/connection.service.js';
import { createGiveBackJob } from './quickbooks/giveBack.job.js';
import {
  createQuickBooks,
  DEFAULT_APP_URL,
  DEFAULT_MONTHLY_CALLS,
  type QuickBooksSettings,
} from './quickbooks/createQuickBooks.js';
import type { ConnectionTokens } from './quickbooks/tokens.js';
import { createRitualsService, type RitualsService } from './rituals/rituals.service.js';
import { fetchCompany } from './sync/readCompany.js';
import { createSweepJob } from './sync/sweep.job.js';
import { createSyncChangesService, type SyncChangesService } from './sync/syncChanges.service.js';
import { createSyncOverviewService, type SyncOverviewService } from './sync/syncOverview.service.js';
import { SyncWorker } from './sync/worker.js';

/** What services are made of. */
export interface ServiceParts extends SendingOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sessionKeys: KeyRing;
  readonly tokenKeys: KeyRing;
  /** Whether the demo's people may be listed. */
  readonly demo: boolean;
  readonly quickBooks: QuickBooksSettings;
  /** What transactions tell once they have committed. */
  readonly notices: Notices;
  /** Companies synced at the same time. */
  readonly syncConcurrency: number;
  /** Verifier tokens of QuickBooks' webhooks; none: no notice is accepted. */
  readonly webhookTokens: readonly string[];
  /** Hours after which a client that nothing was heard of is looked at again. */
  readonly sweepAfterHours: number;
}

/** The verbs of the product, one service a room. */
export interface Services {
  readonly advisors: AdvisorsService;
  readonly clients: ClientsService;
  readonly connection: ConnectionService;
  readonly connections: ConnectionsService;
  readonly decisions: DecisionsService;
  readonly deviceQueues: DeviceQueuesService;
  readonly digests: DigestsService;
  readonly features: FeaturesService;
  readonly forecasts: ForecastsService;
  readonly hygiene: HygieneService;
  readonly rituals: RitualsService;
  readonly syncChanges: SyncChangesService;
  readonly syncOverview: SyncOverviewService;
  readonly notices: NoticesService;
  /** Works only between its start and its stop. */
  readonly syncWorker: SyncWorker;
  /** Works only between its start and its stop. */
  readonly noticeWorker: NoticeWorker;
  /** Works only between its start and its stop. */
  readonly decisionSender: DecisionSender;
  /** Stopped before the process ends: they may hold what the database has not taken yet. */
  readonly tokens: Pick<ConnectionTokens, 'stop' | 'readOpenedAgain'>;
  /** What the clock starts. */
  readonly clockJobs: readonly ClockJob[];
}

/** A room adds its service here. */
export function createServices(parts: ServiceParts): Services {
  const quickBooks = createQuickBooks({ ...parts, settings: parts.quickBooks });
  const syncWorker = new SyncWorker({
    ...parts,
    openCompany: quickBooks.openForReading,
    concurrency: parts.syncConcurrency,
    random: Math.random,
  });
  const advisors = createAdvisorsService(parts);
  const connection = createConnectionService({
    ...parts,
    ...quickBooks,
    principalOfSession: advisors.principalOfSession,
    openCompany: quickBooks.openWithToken,
    fetchCompany,
    onConnected: () => syncWorker.wake(),
  });
  const notices = createNoticesService(parts);
  const features = createFeaturesService(parts);
  const monthlyCalls = parts.quickBooks.monthlyCalls ?? DEFAULT_MONTHLY_CALLS;
  const calls = createCountedCalls(monthlyCalls);
  const quickBooksAppUrl = parts.quickBooks.appUrl ?? DEFAULT_APP_URL;
  return {
    advisors,
    clients: createClientsService(parts),
    connection,
    connections: createConnectionsService({
      ...parts,
      calls,
      giveBack: (...given) => quickBooks.returns.giveBack(...given),
      onWanted: () => syncWorker.wake(),
    }),
    decisions: createDecisionsService({ ...parts, quickBooksAppUrl }),
    deviceQueues: createDeviceQueuesService(parts),
    digests: createDigestsService(),
    features,
    forecasts: createForecastsService({ ...parts, features }),
    hygiene: createHygieneService({
      ...parts,
      features,
      quickBooksAppUrl,
      askedGapMs: calls.askedGapMs,
      onWanted: () => syncWorker.wake(),
    }),
    rituals: createRitualsService(parts),
    syncChanges: createSyncChangesService(parts),
    syncOverview: createSyncOverviewService(parts),
    notices,
    syncWorker,
    noticeWorker: new NoticeWorker({ ...parts, monthlyCalls }),
    decisionSender: createDecisionSender(parts, quickBooks.openCompany),
    tokens: quickBooks.tokens,
    clockJobs: [
      createSweepJob(parts),
      createCleanJob(notices),
      createGiveBackJob(quickBooks.returns, parts.logger),
      createHistoryJob(parts),
      createWakeJob(parts),
      createSendingJob(parts, quickBooks.openCompany),
      createTombstonesJob(parts),
    ],
  };
}
