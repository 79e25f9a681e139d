/** What tabs of one browser tell each other: ids only, the rows themselves are read from the device. */
export type TabNews =
  { readonly kind: 'list' } | { readonly kind: 'digest'; readonly clientId: string } | { readonly kind: 'wiped' };

const CHANNEL = 'runway-device';
const REFRESH_LOCK = 'runway-device-refresh';

/** The line between tabs. Where the browser has none, every tab works for itself. */
export class Tabs {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  private closed = false;

  constructor(hear: (news: TabNews) => void) {
    if (this.channel === null) return;
    this.channel.onmessage = (event: MessageEvent<TabNews>) => hear(event.data);
  }

  /** Nothing once this tab has closed the line: work that was under way then may still end. */
  tell(news: TabNews): void {
    if (this.closed) return;
    this.channel?.postMessage(news);
  }

  /** Does the work unless another tab is at it, which tells when it is done; then false. */
  async oneAtATime(work: () => Promise<void>): Promise<boolean> {
    if (typeof navigator !== 'undefined' && 'locks' in navigator) {
      return await navigator.locks.request(REFRESH_LOCK, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await work();
        return lock !== null;
      });
    }
    await work();
    return true;
  }

  close(): void {
    this.closed = true;
    this.channel?.close();
  }
}
