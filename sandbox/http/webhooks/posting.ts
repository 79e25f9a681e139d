import { signatureOf } from './notification.js';

/** How one attempt ended: the status, or why there was none. */
export type Attempt = { ok: true } | { ok: false; why: string };

export interface OutgoingPost {
  url: string;
  verifierToken: string;
  contentType: string;
  body: string;
  /** How long the other side may take, ms. */
  within: number;
  signal: AbortSignal;
}

/** Posts a signed body once. Anything but 200 in time is a failure. */
export async function postOnce(post: OutgoingPost): Promise<Attempt> {
  try {
    const answer = await fetch(post.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': post.contentType, 'intuit-signature': signatureOf(post.body, post.verifierToken) },
      body: post.body,
      signal: AbortSignal.any([AbortSignal.timeout(post.within), post.signal]),
    });
    await answer.body?.cancel();
    return answer.status === 200 ? { ok: true } : { ok: false, why: String(answer.status) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { ok: false, why: cause instanceof Error ? cause.message || cause.name : String(cause) };
  }
}
