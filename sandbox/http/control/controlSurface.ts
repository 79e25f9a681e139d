import type { CompanyProfile } from '../../ledger/types.js';
import { json, parsedObject, type Answer, type Exchange } from '../exchange.js';
import type { Grants } from '../oauth/grants.js';
import { BODY_KINDS, type BodyKind, type PlannedFault, type PlannedFaults } from './plannedFaults.js';

export interface ControlContext {
  /** The secret that opens /control. */
  token: string;
  grants: Grants;
  faults: PlannedFaults;
  profiles: () => readonly CompanyProfile[];
  /** Requests a company since the start. */
  counts: ReadonlyMap<string, number>;
}

const optionalNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? value : undefined;
const optionalText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A fault from its JSON; undefined when the body kind is unknown. */
function plannedFault(body: Record<string, unknown>): PlannedFault | undefined {
  const kind = body['bodyKind'];
  if (kind !== undefined && !BODY_KINDS.includes(kind as BodyKind)) return undefined;
  const fault: PlannedFault = {
    times: optionalNumber(body['times']) ?? 1,
    realmId: optionalText(body['realmId']),
    path: optionalText(body['path']),
    status: optionalNumber(body['status']),
    bodyKind: kind as BodyKind | undefined,
    delayMs: optionalNumber(body['delayMs']),
    hang: body['hang'] === true,
    dropAfterBytes: optionalNumber(body['dropAfterBytes']),
  };
  return fault;
}

/**
 * Tests only; opened by a token (`X-Sandbox-Control`). GET companies, GET requests, GET|POST|DELETE faults,
 * POST tokens/revoke, POST tokens/expire. No part of QuickBooks.
 */
export async function answerControl(exchange: Exchange, context: ControlContext): Promise<Answer> {
  if (exchange.headers['x-sandbox-control'] !== context.token) return json(403, { error: 'control token' });
  const body = parsedObject(exchange.body);
  const realmId = optionalText(body['realmId']);
  switch (`${exchange.method} ${exchange.url.pathname}`) {
    case 'GET /control/companies':
      return json(200, {
        companies: context.profiles().map(({ realmId: id, name, industry }) => ({ realmId: id, name, industry })),
      });
    case 'GET /control/requests':
      return json(200, { requests: Object.fromEntries(context.counts) });
    case 'GET /control/faults':
      return json(200, { faults: context.faults.list() });
    case 'POST /control/faults': {
      const fault = plannedFault(body);
      return fault && context.faults.plan(fault)
        ? json(201, { planned: fault })
        : json(400, { error: 'unknown bodyKind or too many faults' });
    }
    case 'DELETE /control/faults':
      context.faults.clear();
      return json(200, { faults: [] });
    case 'POST /control/tokens/revoke':
      return json(200, { revoked: await context.grants.revokeRealm(realmId) });
    case 'POST /control/tokens/expire':
      return json(200, { expired: await context.grants.expireAccess(realmId) });
    default:
      return json(404, { error: 'no such control' });
  }
}
