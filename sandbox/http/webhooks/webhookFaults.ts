import { Random } from '../../companies/random.js';

export const WEBHOOK_FAULTS = ['lose', 'duplicate', 'reorder', 'delay'] as const;
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number];

/** What goes wrong with posts that are about to be queued: the next `times`, or each with a probability. */
export interface WebhookFault {
  kind: WebhookFaultKind;
  /** How many more posts it meets; without end when only a probability is given. */
  times?: number;
  /** 0 to 1; 1 when absent. */
  probability?: number;
  /** Delay and reorder: how long the post stays behind. */
  delayMs?: number;
}

const MOST_PLANNED = 20;

/** Faults planned for webhooks; every one that strikes a post is returned. */
export class WebhookFaults {
  private planned: WebhookFault[] = [];
  private random = new Random('webhooks');

  /** Refuses beyond twenty (returns false). */
  plan(fault: WebhookFault): boolean {
    if (this.planned.length >= MOST_PLANNED) return false;
    this.planned.push({ ...fault });
    return true;
  }

  /** The same seed brings the same fate to the same posts. */
  reseed(seed: string): void {
    this.random = new Random(seed);
  }

  clear(): void {
    this.planned = [];
  }

  list(): readonly WebhookFault[] {
    return this.planned;
  }

  /** The faults that strike the next post, counted down. */
  strike(): readonly WebhookFault[] {
    const struck = this.planned.filter(({ probability = 1 }) => probability >= 1 || this.random.chance(probability));
    for (const fault of struck) if (fault.times !== undefined) fault.times -= 1;
    this.planned = this.planned.filter(({ times }) => times === undefined || times > 0);
    return struck;
  }
}
