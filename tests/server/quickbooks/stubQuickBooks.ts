import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface StubQuickBooks {
  readonly url: string;
  /** Paths with their queries, as they came. */
  readonly requests: string[];
  /** Answers in turn; the last one goes on answering. */
  script(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** A QuickBooks that only fails, or answers what it is told: for what the stand-in does too well. */
export async function startStub(): Promise<StubQuickBooks> {
  let queue: Answer[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (answer) answer(request, response);
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...answers) => {
      queue = answers;
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = 'application/json;charset=utf-8';

export const json = (body: unknown, status = 200): Answer => text(JSON.stringify(body), status, JSON_TYPE);

export function text(body: string, status = 200, type = JSON_TYPE): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type, intuit_tid: 'tid-1' }).end(body);
  };
}

/** Takes the request and says nothing. */
export const silence: Answer = () => undefined;

/** Breaks the line in the middle of the body. */
export const brokenLine: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '1000' });
  response.write('{"QueryResponse":');
  setTimeout(() => response.destroy(), 20);
};
