import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import { dropOldNotices, oldestKept, putNotices } from './noticeStore.js';
import { readPost } from './payload.js';
import { isSigned } from './signature.js';

export interface NoticesParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The app's verifier tokens at Intuit; none: notices are not accepted. */
  readonly webhookTokens: readonly string[];
}

/** `NOT_SET_UP`: no token is configured. `MALFORMED`: signed rightly, and in neither format. */
type Received = 'TAKEN' | 'NOT_SET_UP' | 'NOT_SIGNED' | 'MALFORMED';

/** QuickBooks' notices. Responsible for: what is signed is put down before it is answered. Never: reading QuickBooks. */
export interface NoticesService {
  /** Takes one post: its body's very bytes and what its header `intuit-signature` says. */
  receive(body: Buffer, signature: unknown): Promise<Received>;
  /** Forgets notices of more than forty days ago. */
  clean(): Promise<void>;
}

export function createNoticesService(parts: NoticesParts): NoticesService {
  const { database, clock, logger } = parts;
  let hasToldMissingToken = false;
  return {
    receive: async (body, signature) => {
      if (parts.webhookTokens.length === 0) {
        if (!hasToldMissingToken) logger.warn('QuickBooks’ notices are refused: QUICKBOOKS_WEBHOOK_TOKEN is not set');
        hasToldMissingToken = true;
        return 'NOT_SET_UP';
      }
      if (!isSigned(body, signature, parts.webhookTokens)) return 'NOT_SIGNED';
      return take(parts, body);
    },
    clean: async () => {
      const dropped = await database.asSync({}, (tx) => dropOldNotices(tx, clock.now()));
      if (dropped > 0) logger.info({ dropped }, 'old notices are dropped');
    },
  };
}

async function take({ database, clock, logger }: NoticesParts, body: Buffer): Promise<Received> {
  const now = clock.now();
  const post = readPost(body.toString('utf8'), now);
  if (!post) {
    logger.warn({ bytes: body.length }, 'a signed post of QuickBooks has a format we do not know');
    return 'MALFORMED';
  }
  const oldest = oldestKept(now);
  const current = post.notices.filter(({ happenedAt }) => !happenedAt || happenedAt >= oldest);
  const fresh = current.length > 0 ? await database.asWebhook((tx) => putNotices(tx, current, now)) : 0;
  const counts = {
    notices: post.notices.length,
    fresh,
    repeated: current.length - fresh,
    old: post.notices.length - current.length,
    unreadable: post.unreadable,
  };
  if (post.unreadable > 0) logger.warn(counts, 'QuickBooks posted entries that say no company');
  else logger.debug(counts, 'QuickBooks posted notices');
  return 'TAKEN';
}
