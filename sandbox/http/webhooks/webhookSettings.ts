import { FORMATS, type Spelling, type WebhookFormat } from './notification.js';

/** The app's one endpoint and how the stand-in posts to it. */
export interface WebhookSettings extends Spelling {
  /** The endpoint; nothing is sent without it and the token. */
  url: string | undefined;
  verifierToken: string | undefined;
  format: WebhookFormat;
  /** Off: writes are not told of, as if the app had no subscription. */
  on: boolean;
  /** How long events are gathered into one post, ms. */
  gatherMs: number;
  /** Every wait of the retry schedule is divided by it. */
  clockScale: number;
  /** How long the endpoint may take to answer 200, ms. */
  answerWithinMs: number;
  /** Several companies in one post. Intuit's format allows it; its deliveries are of one company at a time. */
  mixRealms: boolean;
}

export const DEFAULT_WEBHOOKS: WebhookSettings = {
  url: undefined,
  verifierToken: undefined,
  format: 'cloudevents',
  on: true,
  gatherMs: 200,
  clockScale: 1,
  answerWithinMs: 3000,
  mixRealms: false,
  voidWord: 'voided',
  longIds: false,
};

type Check = (value: unknown) => boolean;

const isUrl: Check = (value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const between =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;

const CHECKS: Record<keyof WebhookSettings, Check> = {
  url: (value) => value === null || isUrl(value),
  verifierToken: (value) => typeof value === 'string' && value !== '',
  format: (value) => FORMATS.includes(value as WebhookFormat),
  on: isFlag,
  gatherMs: between(0, 60_000),
  clockScale: between(0.001, 1_000_000),
  answerWithinMs: between(1, 120_000),
  mixRealms: isFlag,
  voidWord: (value) => value === 'voided' || value === 'void',
  longIds: isFlag,
};

/** Settings from outside, checked; the name of the first that is unknown or wrong instead. A url of null takes it away. */
export function checkedSettings(body: Record<string, unknown>): Partial<WebhookSettings> | string {
  const known = CHECKS as Record<string, Check | undefined>;
  const wrong = Object.keys(body).find((name) => known[name]?.(body[name]) !== true);
  if (wrong !== undefined) return wrong;
  return { ...body, ...(body['url'] === null ? { url: undefined } : {}) };
}

/** From RUNWAY_SANDBOX_WEBHOOK_URL, _TOKEN, _FORMAT and RUNWAY_SANDBOX_CLOCK_SCALE. Throws on a value that is wrong. */
export function settingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): Partial<WebhookSettings> {
  const given = (name: string): string | undefined => env[`RUNWAY_SANDBOX_${name}`] || undefined;
  const scale = given('CLOCK_SCALE');
  const wanted = {
    url: given('WEBHOOK_URL'),
    verifierToken: given('WEBHOOK_TOKEN'),
    format: given('WEBHOOK_FORMAT'),
    clockScale: scale === undefined ? undefined : Number(scale),
  };
  const checked = checkedSettings(
    Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
  );
  if (typeof checked === 'string') throw new Error(`The stand-in's webhook setting ${checked} is wrong`);
  return checked;
}
