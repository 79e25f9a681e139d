import { json, parsedObject, type Answer, type Exchange } from '../exchange.js';
import { WEBHOOK_FAULTS, type WebhookFault, type WebhookFaultKind } from '../webhooks/webhookFaults.js';
import { checkedSettings } from '../webhooks/webhookSettings.js';
import type { Webhooks } from '../webhooks/webhooks.js';

const SETTLE_MS = 10_000;

function faultFrom(body: Record<string, unknown>): WebhookFault | string {
  const { kind, times, probability, delayMs, ...unknown } = body;
  const stranger = Object.keys(unknown)[0];
  if (stranger !== undefined) return stranger;
  if (!WEBHOOK_FAULTS.includes(kind as WebhookFaultKind)) return 'kind';
  if (times !== undefined && !(Number.isSafeInteger(times) && Number(times) > 0)) return 'times';
  if (probability !== undefined && !(typeof probability === 'number' && probability >= 0 && probability <= 1))
    return 'probability';
  if (delayMs !== undefined && !(typeof delayMs === 'number' && delayMs >= 0)) return 'delayMs';
  const endless = times === undefined && probability !== undefined;
  return { ...body, ...(endless ? {} : { times: times ?? 1 }) } as unknown as WebhookFault;
}

const refused = (field: string): Answer => json(400, { error: `unknown or wrong: ${field}` });

/** What tests may ask of the webhooks: `what` is the request below /control/webhooks, like `POST faults`. */
export async function answerWebhookControl(what: string, exchange: Exchange, webhooks: Webhooks): Promise<Answer> {
  const body = parsedObject(exchange.body);
  switch (what) {
    case 'GET':
      return json(200, webhooks.state());
    case 'POST': {
      const settings = checkedSettings(body);
      if (typeof settings === 'string') return refused(settings);
      webhooks.change(settings);
      return json(200, webhooks.state());
    }
    case 'POST /faults': {
      const { seed, ...rest } = body;
      if (seed !== undefined) webhooks.faults.reseed(String(seed));
      if (Object.keys(rest).length === 0) return json(200, { faults: webhooks.faults.list() });
      const fault = faultFrom(rest);
      if (typeof fault === 'string') return refused(fault);
      return webhooks.faults.plan(fault) ? json(201, { planned: fault }) : json(400, { error: 'too many faults' });
    }
    case 'DELETE /faults':
      webhooks.faults.clear();
      return json(200, { faults: [] });
    case 'POST /retry':
      webhooks.retryNow();
      return json(200, webhooks.state());
    case 'POST /replay':
      return json(200, { replayed: webhooks.replay(Math.max(1, Number(body['count'] ?? 1))) });
    case 'POST /settle': {
      const settled = await webhooks.settled(Math.min(SETTLE_MS, Number(body['withinMs'] ?? SETTLE_MS)));
      return json(200, { settled });
    }
    default:
      return json(404, { error: 'no such control' });
  }
}
