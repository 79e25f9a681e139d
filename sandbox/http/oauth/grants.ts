import { createHash, randomBytes } from 'node:crypto';
import { OAuthFile, type AccessToken, type Code, type Grant, type OAuthState } from './oauthFile.js';

/** Seconds, as Intuit's token answers state them. */
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 8_726_400;
const ROTATE_AFTER_MS = 24 * 3_600_000;
const CODE_MS = 10 * 60_000;
const HARD_YEARS_SECONDS = 5 * 365 * 86_400;
const GRANTS_KEPT = 2000;
const ACCESS_KEPT = 20_000;
const GRANTS_PER_COMPANY = 10;

export interface TokenAnswer {
  token_type: 'bearer';
  expires_in: number;
  access_token: string;
  refresh_token: string;
  x_refresh_token_expires_in: number;
  x_refresh_token_hard_expires_in?: number;
}

export interface GrantOptions {
  dataDir: string;
  now: () => Date;
  /** How long the refresh value before the last one still works. Intuit's texts disagree: 0 (default) or 24 h. */
  previousRefreshGraceMs?: number;
  /** A refresh changes the value once it is this old; 24 h unless told. */
  rotateAfterMs?: number;
}

export type BearerVerdict =
  { ok: true; realmId: string; clientId: string; scope: string } | { ok: false; detail: string };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
const fresh = (prefix: string, bytes: number): string => prefix + randomBytes(bytes).toString('base64url');

/**
 * Codes, refresh values and access tokens of all apps and companies, kept in `oauth.json`.
 * A code works once; a refresh value changes at the first refresh 24 h after it was issued; every refresh
 * extends its life; revoking any token of a grant ends all of them.
 */
export class Grants {
  private constructor(
    private readonly file: OAuthFile,
    private readonly state: OAuthState,
    private readonly options: GrantOptions,
  ) {}

  static async open(options: GrantOptions): Promise<Grants> {
    const file = new OAuthFile(options.dataDir);
    return new Grants(file, await file.read(), options);
  }

  private get now(): number {
    return this.options.now().getTime();
  }

  /** A single-use code for a company that a person allowed the app to read. */
  async issueCode(input: Omit<Code, 'code' | 'expiresAt'>): Promise<string> {
    const code: Code = { ...input, code: fresh('XAB1', 30), expiresAt: this.now + CODE_MS };
    this.state.codes = [...this.state.codes.filter((c) => c.expiresAt > this.now), code];
    await this.save();
    return code.code;
  }

  /** Exchanges a code; undefined when it is unknown, used, too old, or of another app or redirect address. */
  async redeemCode(clientId: string, code: string, redirectUri: string): Promise<TokenAnswer | undefined> {
    const found = this.state.codes.find((c) => c.code === code);
    if (!found || found.clientId !== clientId) return undefined;
    this.state.codes = this.state.codes.filter((c) => c !== found);
    if (found.expiresAt <= this.now || found.redirectUri !== redirectUri) {
      await this.save();
      return undefined;
    }
    const grant: Grant = {
      id: fresh('', 12),
      clientId,
      realmId: found.realmId,
      scope: found.scope,
      authorizedAt: this.now,
      ...this.newRefresh(),
    };
    const older = this.state.grants.filter((g) => g.clientId === clientId && g.realmId === found.realmId);
    for (const dropped of older.slice(0, Math.max(0, older.length - GRANTS_PER_COMPANY + 1))) this.end(dropped.id);
    this.state.grants = [...this.state.grants, grant].slice(-GRANTS_KEPT);
    return this.answer(grant);
  }

  /** A new access token for a refresh value; undefined when the value is unknown, replaced, expired or revoked. */
  async refresh(clientId: string, refreshToken: string): Promise<TokenAnswer | undefined> {
    const grant = this.grantOfRefresh(refreshToken);
    if (!grant || grant.clientId !== clientId || this.hardExpiry(grant) <= 0 || grant.refreshExpiresAt <= this.now)
      return undefined;
    if (this.now - grant.refreshIssuedAt >= (this.options.rotateAfterMs ?? ROTATE_AFTER_MS)) {
      grant.previousRefresh = grant.refresh;
      grant.previousRefreshUntil = this.now + (this.options.previousRefreshGraceMs ?? 0);
      Object.assign(grant, this.newRefresh());
    }
    grant.refreshExpiresAt = this.now + REFRESH_SECONDS * 1000;
    return this.answer(grant);
  }

  /** Ends the grant that a refresh or access token belongs to; false when there is none. */
  async revoke(clientId: string, token: string): Promise<boolean> {
    const hash = hashOf(token);
    const access = this.state.access.find((a) => a.hash === hash);
    const grant = this.grantOfRefresh(token) ?? this.state.grants.find((g) => g.id === access?.grantId);
    if (!grant || grant.clientId !== clientId) return false;
    this.end(grant.id);
    await this.save();
    return true;
  }

  /** Judges a bearer token; the detail is what the gateway says of it. */
  judge(token: string): BearerVerdict {
    if (token.length < 20 || token.length > 4096)
      return { ok: false, detail: 'Malformed bearer token: too short or too long' };
    const hash = hashOf(token);
    const access = this.state.access.find((a) => a.hash === hash);
    const grant = access && this.state.grants.find((g) => g.id === access.grantId);
    if (!access || !grant) return { ok: false, detail: `Token revoked: ${token.slice(0, 4)}..` };
    if (access.expiresAt <= this.now) return { ok: false, detail: `Token expired: ${token.slice(0, 4)}..` };
    return { ok: true, realmId: grant.realmId, clientId: grant.clientId, scope: grant.scope };
  }

  /** Tests: how the refresh value changes from now on. */
  changePolicy(policy: Pick<GrantOptions, 'previousRefreshGraceMs' | 'rotateAfterMs'>): void {
    Object.assign(this.options, policy);
  }

  /** The company a refresh value belongs to, whether or not it still works. */
  realmOfRefresh(token: string): string | undefined {
    return this.state.grants.find((g) => g.refresh === token || g.previousRefresh === token)?.realmId;
  }

  /** Companies an app may read now. */
  connectedRealms(clientId: string): ReadonlySet<string> {
    return new Set(this.state.grants.filter((g) => g.clientId === clientId).map((g) => g.realmId));
  }

  /** Tests: ends every grant of a company, or of all. Returns how many. */
  async revokeRealm(realmId: string | undefined): Promise<number> {
    const ended = this.state.grants.filter((g) => realmId === undefined || g.realmId === realmId);
    for (const grant of ended) this.end(grant.id);
    await this.save();
    return ended.length;
  }

  /** Tests: makes the access tokens of a company, or of all, expired; refresh values stay. Returns how many. */
  async expireAccess(realmId: string | undefined): Promise<number> {
    const ids = new Set(
      this.state.grants.filter((g) => realmId === undefined || g.realmId === realmId).map((g) => g.id),
    );
    const hit = this.state.access.filter((a) => ids.has(a.grantId));
    for (const token of hit) token.expiresAt = this.now;
    await this.save();
    return hit.length;
  }

  /** Resolves when everything issued so far is on disk. */
  async close(): Promise<void> {
    await this.save();
  }

  private newRefresh(): Pick<Grant, 'refresh' | 'refreshIssuedAt' | 'refreshExpiresAt'> {
    return {
      refresh: fresh('RT1-', 30),
      refreshIssuedAt: this.now,
      refreshExpiresAt: this.now + REFRESH_SECONDS * 1000,
    };
  }

  private grantOfRefresh(token: string): Grant | undefined {
    return this.state.grants.find(
      (g) => g.refresh === token || (g.previousRefresh === token && (g.previousRefreshUntil ?? 0) > this.now),
    );
  }

  private hardExpiry(grant: Grant): number {
    return HARD_YEARS_SECONDS - Math.floor((this.now - grant.authorizedAt) / 1000);
  }

  private end(grantId: string): void {
    this.state.grants = this.state.grants.filter((g) => g.id !== grantId);
    this.state.access = this.state.access.filter((a) => a.grantId !== grantId);
  }

  private async answer(grant: Grant): Promise<TokenAnswer> {
    const token = fresh('eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..', 360);
    const access: AccessToken = { hash: hashOf(token), grantId: grant.id, expiresAt: this.now + ACCESS_SECONDS * 1000 };
    const dayAgo = this.now - 24 * 3_600_000;
    this.state.access = [...this.state.access.filter((a) => a.expiresAt > dayAgo), access].slice(-ACCESS_KEPT);
    await this.save();
    return {
      token_type: 'bearer',
      expires_in: ACCESS_SECONDS,
      access_token: token,
      refresh_token: grant.refresh,
      x_refresh_token_expires_in: REFRESH_SECONDS,
      x_refresh_token_hard_expires_in: this.hardExpiry(grant),
    };
  }

  private save(): Promise<void> {
    return this.file.write(this.state);
  }
}
