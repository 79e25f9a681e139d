import { answerControl } from './control/controlSurface.js';
import type { CompanySource } from './companySource.js';
import type { CallCounts } from './control/callCounts.js';
import { answerWriteControl } from './control/hand/writeControl.js';
import type { FaultsFile } from './control/faultsFile.js';
import type { PlannedFaults } from './control/plannedFaults.js';
import type { World } from './control/world.js';
import { json, type Answer, type Exchange } from './exchange.js';
import {
  gatewayEnvelope,
  GatewayFault,
  gatewayXml,
  missingScope,
  notAuthenticated,
  serviceEnvelope,
  ServiceFault,
  systemFault,
  throttled,
  wrongRealm,
} from './faults.js';
import type { Limits } from './limits.js';
import { consentDecision, consentForm } from './oauth/consent.js';
import { discoveryDocument } from './oauth/discovery.js';
import type { Grants } from './oauth/grants.js';
import type { RegisteredApp } from './oauth/registeredApps.js';
import { revokeEndpoint, tokenEndpoint } from './oauth/tokenEndpoint.js';
import { answerApp, isAppPath } from './page/appPages.js';
import { answerBooks, isBooksPath } from './page/booksPages.js';
import type { DoneChanges } from './page/notices.js';
import { answerService } from './serviceRouter.js';
import type { Webhooks } from './webhooks/webhooks.js';
import { RequestMemory } from './writes/requestMemory.js';
import { stampOf, type WriteDesk } from './writes/writeDesk.js';

/** Everything an answer may need. */
export interface Desk {
  store: CompanySource;
  apps: readonly RegisteredApp[];
  grants: Grants;
  faults: PlannedFaults;
  /** What those of them that have a name met. */
  metFaults: FaultsFile;
  limits: Limits | undefined;
  counts: CallCounts;
  world: World;
  webhooks: Webhooks;
  /** Where every write passes, over the API or by hand. */
  writes: WriteDesk;
  /** What was changed on the page, until it is shown. */
  done: DoneChanges;
  controlToken: string | undefined;
  today: string | undefined;
  now: () => Date;
  onError: (error: unknown) => void;
}

const COMPANY_PATH = /^\/+v3\/company\/([^/]+)\/(.+?)\/*$/;
const ACCOUNTING = 'com.intuit.quickbooks.accounting';

/** The company a path is about and what follows it; undefined for paths outside the API. */
export function companyPath(path: string): { realmId: string; rest: string } | undefined {
  const [, realmId, rest] = COMPANY_PATH.exec(path) ?? [];
  return realmId !== undefined && rest !== undefined ? { realmId, rest } : undefined;
}

const wantsJson = (exchange: Exchange): boolean =>
  (exchange.headers.accept ?? '').includes('json') || exchange.url.searchParams.get('format') === 'json';

function gatewayAnswer(fault: GatewayFault, exchange: Exchange, now: Date): Answer {
  const headers: Record<string, string> =
    fault.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="Intuit", error="invalid_token"' } : {};
  if (wantsJson(exchange)) return json(fault.status, gatewayEnvelope(fault, now), headers);
  return {
    status: fault.status,
    headers: { 'Content-Type': 'application/xml;charset=utf-8', ...headers },
    body: gatewayXml(fault, now),
  };
}

/** Bearer token, scope, realm: what the gateway checks before the service sees the request. */
function admit(exchange: Exchange, realmId: string, rest: string, desk: Desk): void {
  const token = /^Bearer\s+(\S+)$/i.exec(exchange.headers.authorization ?? '')?.[1] ?? '';
  const verdict = desk.grants.judge(token);
  if (!verdict.ok) throw notAuthenticated(verdict.detail);
  if (verdict.realmId !== realmId) throw wrongRealm();
  if (!verdict.scope.split(/\s+/).includes(ACCOUNTING)) throw missingScope();
  const call = { realmId, clientId: verdict.clientId, batch: rest.toLowerCase() === 'batch' };
  if (desk.limits && !desk.limits.admit(call, desk.now().getTime())) throw throttled();
}

async function companyAnswer(exchange: Exchange, realmId: string, rest: string, desk: Desk): Promise<Answer> {
  const now = desk.now();
  try {
    admit(exchange, realmId, rest, desk);
    await desk.store.catchUp?.(desk.today);
    const company = desk.store.company(realmId);
    if (!company) throw wrongRealm();
    return await answerService(rest.split('/').filter(Boolean), exchange, company, {
      now,
      today: desk.today,
      writes: desk.writes,
      visibleUntil: desk.world.visibleUntil(realmId, now),
    });
  } catch (error) {
    if (error instanceof GatewayFault) return gatewayAnswer(error, exchange, now);
    if (error instanceof ServiceFault) return json(error.status, serviceEnvelope(error, now));
    desk.onError(error);
    return json(500, serviceEnvelope(systemFault(), now));
  }
}

function forgetRequests(realmId: string | undefined, olderThanMs: number, { store, now }: Desk): number {
  const companies = store.companies().filter(({ profile }) => realmId === undefined || profile.realmId === realmId);
  // Answers are stamped in whole seconds; nothing of the present one is spared that was not asked to be.
  const before = new Date(now().getTime() - olderThanMs + 1).toISOString();
  return companies.reduce((sum, company) => sum + new RequestMemory(company).forgetBefore(before, stampOf(now())), 0);
}

/** Routes a request to OAuth, the API or the control surface. */
export async function answer(exchange: Exchange, desk: Desk): Promise<Answer> {
  const { pathname, origin } = exchange.url;
  const company = companyPath(pathname);
  if (company) return companyAnswer(exchange, company.realmId, company.rest, desk);
  const profiles = () => desk.store.companies().map((company) => company.profile);
  const consent = { apps: desk.apps, grants: desk.grants, profiles };
  if (pathname.startsWith('/control/') && desk.controlToken !== undefined) {
    return answerControl(exchange, {
      token: desk.controlToken,
      grants: desk.grants,
      faults: desk.faults,
      profiles,
      counts: desk.counts,
      world: desk.world,
      webhooks: desk.webhooks,
      now: desk.now,
      write: (body) => answerWriteControl(body, desk),
      forgetRequests: (realmId, olderThanMs) => forgetRequests(realmId, olderThanMs, desk),
    });
  }
  if (isBooksPath(pathname)) return answerBooks(exchange, desk);
  if (isAppPath(pathname)) return answerApp(exchange, desk);
  switch (`${exchange.method} ${pathname}`) {
    case 'GET /connect/oauth2':
      return consentForm(exchange, consent);
    case 'POST /connect/oauth2/consent':
      return consentDecision(exchange, consent);
    case 'POST /oauth2/v1/tokens/bearer':
      return tokenEndpoint(exchange, desk.apps, desk.grants);
    case 'POST /v2/oauth2/tokens/revoke':
      return revokeEndpoint(exchange, desk.apps, desk.grants);
    case 'GET /.well-known/openid_configuration':
    case 'GET /.well-known/openid_sandbox_configuration':
      return json(200, discoveryDocument(origin));
    default:
      return json(404, { error: 'not_found' });
  }
}
