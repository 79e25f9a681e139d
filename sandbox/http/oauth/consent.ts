import type { CompanyProfile } from '../../ledger/types.js';
import { fieldsOf, html, redirect, type Answer, type Exchange } from '../exchange.js';
import type { AuthorizeRequest } from './authorizeRequest.js';
import { consentPage, refusalPage } from './consentPage.js';
import type { Grants } from './grants.js';
import type { RegisteredApp } from './registeredApps.js';

export interface ConsentContext {
  apps: readonly RegisteredApp[];
  grants: Grants;
  profiles: () => readonly CompanyProfile[];
}

const SCOPES = /^(com\.intuit\.quickbooks\.(accounting|payment|payroll[\w.]*)|openid|profile|email|phone|address)$/;

/** Reads and checks what the app asks for; a string says why the person must not be sent back to it. */
function authorizeRequest(
  read: (name: string) => string | null | undefined,
  apps: readonly RegisteredApp[],
): AuthorizeRequest | string {
  const app = apps.find((a) => a.clientId === read('client_id'));
  if (!app) return 'The app that sent you here is not registered (client_id).';
  const redirectUri = read('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return 'The redirect_uri does not match one that the app registered.';
  return {
    appName: app.name ?? app.clientId,
    clientId: app.clientId,
    redirectUri,
    scope: (read('scope') ?? '').trim(),
    state: read('state') ?? '',
  };
}

function back(request: AuthorizeRequest, fields: Record<string, string>): Answer {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  if (request.state !== '') url.searchParams.set('state', request.state);
  return redirect(url.href);
}

function faultOf(request: AuthorizeRequest, responseType: string | null | undefined): string | undefined {
  if (responseType !== undefined && responseType !== 'code') return 'unsupported_response_type';
  const scopes = request.scope.split(/\s+/).filter(Boolean);
  return scopes.length === 0 || !scopes.every((s) => SCOPES.test(s)) ? 'invalid_scope' : undefined;
}

/** GET /connect/oauth2: the page on which a person chooses a company and allows or cancels. */
export function consentForm(exchange: Exchange, context: ConsentContext): Answer {
  const query = exchange.url.searchParams;
  const request = authorizeRequest((name) => query.get(name), context.apps);
  if (typeof request === 'string') return html(400, refusalPage(request));
  const fault = faultOf(request, query.get('response_type'));
  if (fault !== undefined) return back(request, { error: fault });
  return html(200, consentPage(request, context.profiles(), context.grants.connectedRealms(request.clientId)));
}

/**
 * POST /connect/oauth2/consent (form: client_id, redirect_uri, scope, state, realm_id, decision=allow|cancel):
 * sends the person back with code, state and realmId, or with error=access_denied.
 */
export async function consentDecision(exchange: Exchange, context: ConsentContext): Promise<Answer> {
  const form = fieldsOf(exchange);
  const request = authorizeRequest((name) => form.get(name), context.apps);
  if (typeof request === 'string') return html(400, refusalPage(request));
  if (form.get('decision') !== 'allow') return back(request, { error: 'access_denied' });
  const fault = faultOf(request, undefined);
  if (fault !== undefined) return back(request, { error: fault });
  const realmId = form.get('realm_id') ?? '';
  if (!context.profiles().some((p) => p.realmId === realmId)) {
    const connected = context.grants.connectedRealms(request.clientId);
    return html(400, consentPage(request, context.profiles(), connected, 'Choose a company first.'));
  }
  const code = await context.grants.issueCode({
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    scope: request.scope,
    realmId,
  });
  return back(request, { code, realmId });
}
