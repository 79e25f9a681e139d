import type { FastifyInstance } from 'fastify';
import type { NoticesService } from './notices.service.js';

export const WEBHOOK_PATH = '/quickbooks/webhooks';
const BODY_LIMIT = 1024 * 1024;
/** Intuit posts from few addresses, one company at a time. */
const MOST_A_MINUTE = 6_000;

const STATUS = { TAKEN: 200, MALFORMED: 400, NOT_SIGNED: 401, NOT_SET_UP: 503 } as const;

/**
 * `POST /quickbooks/webhooks`: where Intuit sends its notices. 200 once they are put down (within the 3 s Intuit waits),
 * 401 for what Intuit did not sign, 400 for what it signed and we cannot read, 503 while no token is configured.
 */
export async function registerWebhookRoute(
  app: FastifyInstance,
  notices: Pick<NoticesService, 'receive'>,
  limits: { readonly perMinute?: number } = {},
): Promise<void> {
  await app.register((scope, _options, done) => {
    // Whatever its type is called, the body stays as its bytes: they are what is signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    const rateLimit = { max: limits.perMinute ?? MOST_A_MINUTE, timeWindow: 60_000 };
    scope.post(WEBHOOK_PATH, { bodyLimit: BODY_LIMIT, config: { rateLimit } }, async ({ body, headers }, reply) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const received = await notices.receive(bytes, headers['intuit-signature']);
      return reply.code(STATUS[received]).header('cache-control', 'no-store').send({ received });
    });
    done();
  });
}
