/** What tabs and the service worker tell each other of the queue: that it changed, and that whoever sends is alive. */
export type OutboxNews = { readonly kind: 'changed' } | { readonly kind: 'beat' };

export interface OutboxLine {
  tell(news: OutboxNews): void;
  /** Until the returned function is called. */
  hear(listener: (news: OutboxNews) => void): () => void;
  close(): void;
}

const CHANNEL = 'runway-outbox';

/** The browser's line between tabs; silent where it has none. */
export function browserLine(name = CHANNEL): OutboxLine {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  const listeners = new Set<(news: OutboxNews) => void>();
  let isOpen = channel !== null;
  if (channel !== null) {
    channel.onmessage = (event: MessageEvent<OutboxNews>) => {
      for (const listener of [...listeners]) listener(event.data);
    };
  }
  return {
    tell: (news) => {
      if (isOpen) channel?.postMessage(news);
    },
    hear: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      isOpen = false;
      channel?.close();
    },
  };
}
