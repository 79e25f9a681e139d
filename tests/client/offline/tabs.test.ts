import { afterEach, describe, expect, it } from '@jest/globals';
import { Tabs, type TabNews } from '../../../client/offline/tabs.js';

type Listener = ((event: MessageEvent<TabNews>) => void) | null;
const real = globalThis.BroadcastChannel;

/** As browsers have it: what is posted on a closed channel throws. */
class Channel {
  static readonly open = new Set<Channel>();
  onmessage: Listener = null;

  constructor() {
    Channel.open.add(this);
  }

  postMessage(data: TabNews): void {
    if (!Channel.open.has(this)) throw new DOMException('Channel is closed', 'InvalidStateError');
    for (const other of Channel.open) if (other !== this) other.onmessage?.(new MessageEvent('message', { data }));
  }

  close(): void {
    Channel.open.delete(this);
  }
}

afterEach(() => {
  globalThis.BroadcastChannel = real;
  Channel.open.clear();
});

describe('tabs', () => {
  it('hear each other, and say nothing once closed', () => {
    globalThis.BroadcastChannel = Channel as unknown as typeof BroadcastChannel;
    const heard: TabNews[] = [];
    const first = new Tabs(() => undefined);
    const second = new Tabs((news) => heard.push(news));
    first.tell({ kind: 'list' });
    first.close();
    expect(() => first.tell({ kind: 'wiped' })).not.toThrow();
    expect(heard).toEqual([{ kind: 'list' }]);
    second.close();
  });
});
