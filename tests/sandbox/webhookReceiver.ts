import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  /** As it came, before any parsing. */
  raw: string;
  at: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Decides what the nth post (from 0) is answered: a status, or nothing at all. */
  answerWith(decide: (nth: number) => number | 'silence'): void;
  /** Resolves once `count` posts have come; throws after `ms`. */
  until(count: number, ms?: number): Promise<Received[]>;
  close(): Promise<void>;
}

/** An endpoint that keeps what is posted to it. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let decide: (nth: number) => number | 'silence' = () => 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString('utf8'), at: performance.now() });
      const status = decide(received.length - 1);
      if (status !== 'silence') response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/quickbooks/webhooks`,
    received,
    answerWith: (next) => {
      decide = next;
    },
    async until(count, ms = 4000) {
      const end = performance.now() + ms;
      while (received.length < count) {
        if (performance.now() > end) throw new Error(`${received.length} of ${count} posts after ${ms} ms`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return received;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
