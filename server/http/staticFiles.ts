import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The built app. Files under assets/ carry their content's hash in their name and never change; all others (index.html,
 * the service worker, the manifest) are asked for again each time. A navigation to any other path gets index.html.
 */
export async function serveApp(app: FastifyInstance, directory: string): Promise<void> {
  const built = existsSync(join(directory, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: directory,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(directory, 'assets') + sep);
        void reply.header('cache-control', hashed ? FOREVER : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && isNavigation(request)) return reply.sendFile('index.html');
    return notFound(reply);
  });
}

function isNavigation(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  const asksForPage = request.headers.accept?.includes('text/html') === true;
  return request.method === 'GET' && asksForPage && !path.startsWith('/graphql') && !path.startsWith('/assets/');
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message: 'There is nothing at this address.' }] });
}
