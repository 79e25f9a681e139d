import type { CompanyProfile } from '../../ledger/types.js';
import { json, parsedObject, type Answer, type Exchange } from '../exchange.js';
import type { Grants } from '../oauth/grants.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import type { CallCounts } from './callCounts.js';
import { faultFrom } from './faultPlan.js';
import type { PlannedFaults } from './plannedFaults.js';
import { answerWebhookControl } from './webhookControl.js';
import type { World } from './world.js';

export interface ControlContext {
  /** The secret that opens /control. */
  token: string;
  grants: Grants;
  faults: PlannedFaults;
  profiles: () => readonly CompanyProfile[];
  counts: CallCounts;
  world: World;
  webhooks: Webhooks;
  now: () => Date;
  /** Makes changes by hand; answers /control/write. */
  write: (body: Record<string, unknown>) => Promise<Answer>;
  /** Forgets request ids of a company, or of all, that were answered longer ago than this; returns how many. */
  forgetRequests: (realmId: string | undefined, olderThanMs: number) => number;
}

const optionalText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const optionalMs = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const refused = (field: string): Answer => json(400, { error: `unknown or wrong: ${field}` });

function stateOf({ counts, faults, webhooks, world }: ControlContext): Record<string, unknown> {
  return { calls: counts.all(), faults: faults.list(), webhooks: webhooks.state(), ...world.state() };
}

function planFault(body: Record<string, unknown>, { faults, now }: ControlContext): Answer {
  const fault = faultFrom(body, now().getTime());
  if (typeof fault === 'string') return refused(fault);
  return faults.plan(fault) ? json(201, { planned: fault }) : json(400, { error: 'too many faults' });
}

/** Everything bent is straight again: faults, clock, lag. Counts start over; books, tokens and webhook settings stay. */
function straighten(context: ControlContext): Answer {
  context.faults.clear();
  context.webhooks.faults.clear();
  context.world.reset();
  context.counts.reset();
  return json(200, stateOf(context));
}

async function tokenControl(what: string, body: Record<string, unknown>, context: ControlContext): Promise<Answer> {
  const realmId = optionalText(body['realmId']);
  const { grants, faults } = context;
  switch (what) {
    case 'revoke':
      return json(200, { revoked: await grants.revokeRealm(realmId) });
    case 'expire':
      return json(200, { expired: await grants.expireAccess(realmId) });
    case 'refuse':
      faults.plan({
        ...(realmId === undefined ? {} : { realmId }),
        kind: 'tokenRefreshes',
        bodyKind: 'invalidGrant',
        before: true,
        times: optionalMs(body['times']) ?? 1,
      });
      return json(201, { faults: faults.list() });
    case 'policy': {
      const [grace, rotate] = [optionalMs(body['previousRefreshGraceMs']), optionalMs(body['rotateAfterMs'])];
      grants.changePolicy({
        ...(grace === undefined ? {} : { previousRefreshGraceMs: grace }),
        ...(rotate === undefined ? {} : { rotateAfterMs: rotate }),
      });
      return json(200, { previousRefreshGraceMs: grace, rotateAfterMs: rotate });
    }
    default:
      return json(404, { error: 'no such control' });
  }
}

function bend(what: 'clock' | 'lag', body: Record<string, unknown>, { world }: ControlContext): Answer {
  const field = what === 'clock' ? 'skewMs' : 'ms';
  const ms = optionalMs(body[field]);
  if (ms === undefined || (what === 'lag' && ms < 0)) return refused(field);
  if (what === 'clock') world.skewMs = ms;
  else world.lag(optionalText(body['realmId']), ms);
  return json(200, world.state());
}

/** Tests only; opened by a token (`X-Sandbox-Control`). The requests are listed in sandbox/http/README.md. No part of QuickBooks. */
export async function answerControl(exchange: Exchange, context: ControlContext): Promise<Answer> {
  if (exchange.headers['x-sandbox-control'] !== context.token) return json(403, { error: 'control token' });
  const body = parsedObject(exchange.body);
  const path = exchange.url.pathname.slice('/control/'.length);
  const [area = '', ...below] = path.split('/');
  if (area === 'webhooks')
    return answerWebhookControl(
      [exchange.method, ...below.map((part) => `/${part}`)].join(' '),
      exchange,
      context.webhooks,
    );
  if (exchange.method === 'POST' && area === 'tokens') return tokenControl(below.join('/'), body, context);
  switch (`${exchange.method} ${path}`) {
    case 'GET companies':
      return json(200, {
        companies: context.profiles().map(({ realmId: id, name, industry }) => ({ realmId: id, name, industry })),
      });
    case 'GET requests':
      return json(200, { requests: context.counts.totals() });
    case 'GET state':
      return json(200, stateOf(context));
    case 'DELETE state':
      context.counts.reset();
      return json(200, stateOf(context));
    case 'POST reset':
      return straighten(context);
    case 'GET faults':
      return json(200, { faults: context.faults.list() });
    case 'POST faults':
      return planFault(body, context);
    case 'DELETE faults':
      context.faults.clear();
      return json(200, { faults: [] });
    case 'POST clock':
      return bend('clock', body, context);
    case 'POST lag':
      return bend('lag', body, context);
    case 'POST requestids/forget':
      return json(200, {
        forgotten: context.forgetRequests(optionalText(body['realmId']), optionalMs(body['olderThanMs']) ?? 0),
      });
    case 'POST write':
      return context.write(body);
    default:
      return json(404, { error: 'no such control' });
  }
}
