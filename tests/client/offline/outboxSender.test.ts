import { describe, expect, it } from '@jest/globals';
import { plainAsk, renewingAsk } from '../../../client/apollo/ask.js';
import { makeConnection } from '../../../client/apollo/connection.js';
import { failureKindOf, sendBatch } from '../../../client/offline/outboxSend.js';
import { SendFailure } from '../../../client/offline/sending.js';
import { outboxSender } from '../../../client/outboxSender.js';
import type { QueuedOperation } from '../../../domain/operations/operation.js';
import { paying, snoozing } from './queueing.js';

type Wire = () => Response;

const json = (status: number, body: unknown): Wire => {
  const headers = { 'content-type': 'application/json' };
  return () => new Response(JSON.stringify(body), { status, headers });
};
const page = (status: number): Wire => {
  return () => new Response('<h1>Bad gateway</h1>', { status, headers: { 'content-type': 'text/html' } });
};
const error = (status: number, code: string, message = 'No.'): Wire =>
  json(status, { errors: [{ message, extensions: { code } }] });
const unreachable: Wire = () => {
  throw new TypeError('Failed to fetch');
};

/** The queue's way to a server that answers everything like this; the session cannot be renewed. */
function senderOver(wire: Wire) {
  const ask = plainAsk(makeConnection(() => new Promise((resolve) => resolve(wire()))));
  return outboxSender(renewingAsk(ask, () => Promise.resolve(false)));
}

function queued(operation: QueuedOperation['operation'], place = 1): QueuedOperation {
  return { operation, place, savedAt: 1, state: 'WAITING', refusal: null };
}

const SUBMITTED = (results: readonly object[], refusal: object | null = null): Wire =>
  json(200, { data: { submitDecisions: { __typename: 'SubmitDecisionsAnswer', results, refusal } } });

describe('what a failed request is taken for', () => {
  it.each<[string, Wire, string]>([
    ['no network', unreachable, 'OUT_OF_REACH'],
    ['a gateway without a server behind it', page(502), 'OUT_OF_REACH'],
    ['a server that is being replaced', page(503), 'OUT_OF_REACH'],
    ['a gateway that waited too long', page(504), 'OUT_OF_REACH'],
    ['no session', error(200, 'NOT_SIGNED_IN'), 'NOT_SIGNED_IN'],
    ['no session, with a status of its own', error(401, 'NOT_SIGNED_IN'), 'NOT_SIGNED_IN'],
    ['a field or argument the server does not know', error(400, 'GRAPHQL_VALIDATION_FAILED'), 'NOT_UNDERSTOOD'],
    ['an operation the server cannot read', error(400, 'GRAPHQL_PARSE_FAILED'), 'NOT_UNDERSTOOD'],
    ['an operation the server has not got', error(400, 'OPERATION_RESOLUTION_FAILURE'), 'NOT_UNDERSTOOD'],
    ['a value the server does not take', error(400, 'BAD_USER_INPUT'), 'NOT_TAKEN'],
    ['a refusal of the whole', error(403, 'NOT_ALLOWED'), 'NOT_TAKEN'],
    ['a request that is too large', page(413), 'NOT_TAKEN'],
    ['a fault', error(200, 'INTERNAL'), 'SERVER_FAULT'],
    ['a fault of the framework', error(500, 'INTERNAL_SERVER_ERROR'), 'SERVER_FAULT'],
    ['a fault without a word', page(500), 'SERVER_FAULT'],
    ['too many requests', json(429, { statusCode: 429, message: 'Slow down.' }), 'SERVER_FAULT'],
    ['an answer without data', json(200, {}), 'SERVER_FAULT'],
    ['an answer that is none', page(200), 'SERVER_FAULT'],
    ['words that sound like another', error(200, 'INTERNAL', 'NOT_SIGNED_IN 401 403 Failed to fetch'), 'SERVER_FAULT'],
  ])('%s', async (_name, wire, kind) => {
    const sent = senderOver(wire).submitDecisions([paying('Bill:1').decision]);
    const thrown: unknown = await sent.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(thrown).not.toBeNull();
    expect(failureKindOf(thrown)).toBe(kind);
  });
});

describe('a decision on its way', () => {
  it('is delivered with all that was seen: what it was decided on top of, and nothing where that is not said', async () => {
    const bodies: string[] = [];
    const ask = plainAsk(
      makeConnection((_input, init) => {
        bodies.push(String(init?.body));
        return Promise.resolve(SUBMITTED([])());
      }),
    );
    const { decision } = paying('Bill:1');
    const saw = { ...decision.saw, after: ['01a20622-258a-764c-8df1-2686ee36a816'] };
    await outboxSender(ask).submitDecisions([{ ...decision, saw }, decision]);
    const { variables } = JSON.parse(bodies[0] ?? '') as { variables: { decisions: { saw: object }[] } };
    expect(variables.decisions.map((one) => one.saw)).toEqual([saw, decision.saw]);
  });
});

describe('an answer', () => {
  const [one, two] = [paying('Bill:1'), paying('Bill:2')];

  it('that refuses a row is an answer to that row, and says nothing of the other', async () => {
    const refusal = { __typename: 'Refusal', code: 'OUT_OF_RANGE', field: null, message: 'It is more than is open.' };
    const results = [
      { __typename: 'DecisionResult', id: one.id, decision: null, refusal, version: null },
      { __typename: 'DecisionResult', id: two.id, decision: { id: two.id, clientId: 'c1' }, refusal: null, version: 7 },
    ];
    const batch = [queued(one), queued(two, 2)];
    const { settled } = await sendBatch(senderOver(SUBMITTED(results)), 'SUBMIT_DECISION', batch);
    expect(settled.done).toEqual([two.id]);
    expect([...settled.refused]).toMatchObject([[one.id, { code: 'OUT_OF_RANGE' }]]);
    expect(settled.decisions).toMatchObject([{ clientId: 'c1', version: 7 }]);
  });

  it('that refuses a request of several as a whole is no answer to any; alone it is its answer', async () => {
    const refusing = senderOver(error(400, 'BAD_USER_INPUT', 'This cannot be read.'));
    await expect(sendBatch(refusing, 'SUBMIT_DECISION', [queued(one), queued(two, 2)])).rejects.toThrow(SendFailure);
    const { settled } = await sendBatch(refusing, 'SUBMIT_DECISION', [queued(one)]);
    expect([...settled.refused]).toEqual([[one.id, { code: 'BAD_USER_INPUT', message: 'This cannot be read.' }]]);
  });

  it('about issues of which some stay as they were says why', async () => {
    const act = snoozing('i1', 'i2');
    const refusal = { __typename: 'Refusal', code: 'NOT_FOUND', field: null, message: 'It is settled.' };
    const refused = [{ __typename: 'RefusedIssue', issueId: 'i2', refusal }];
    const wire = json(200, { data: { snoozeIssues: { client: null, refused, refusal: null } } });
    const { settled } = await sendBatch(senderOver(wire), 'SNOOZE_ISSUES', [queued(act)]);
    expect([...settled.refused]).toMatchObject([[act.id, { code: 'NOT_FOUND' }]]);
  });
});
