/**
 * Whether Runway can be put on this device's home screen, and whether what waits here hangs on it. Told by features, never
 * by the browser's name.
 */

/** The browser's offer to install; shown when it is asked to. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** `installed`: it runs as an app. `offered`: the browser installs it on request. `byHand`: the person alone can. */
export type Installing = 'installed' | 'offered' | 'byHand' | 'unknown';

/** Said before how it is added: the app begins with an empty storage of its own. */
export const SENT_FIRST =
  'What waits here has to be sent from here first: adding Runway to the home screen moves nothing';

type Page = Pick<Window, 'addEventListener'> & {
  readonly navigator: object;
  readonly matchMedia?: Window['matchMedia'];
};

export class InstallWatch {
  private offer: InstallOffer | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly page: Page) {}

  /** From the start of the page: browsers offer it once, early. Not with a bar of their own; the device's page has a button. */
  watch(): void {
    this.page.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.put(event as InstallOffer);
    });
    this.page.addEventListener('appinstalled', () => this.put(null));
  }

  readonly get = (): Installing => {
    const { navigator } = this.page;
    const isStandalone = 'standalone' in navigator && navigator.standalone === true;
    if (isStandalone || this.page.matchMedia?.('(display-mode: standalone)').matches === true) return 'installed';
    if (this.offer !== null) return 'offered';
    return isWebKit(this.page) ? 'byHand' : 'unknown';
  };

  /**
   * Whether it runs as an app whose storage is not the browser's: on an iPhone and in Safari's Dock. Elsewhere the app and
   * the browser share storage and cookies, and are one device.
   */
  hasOwnStorage(): boolean {
    return this.get() === 'installed' && isWebKit(this.page);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows the browser's own question; it can be asked once an offer. */
  async install(): Promise<void> {
    const { offer } = this;
    this.put(null);
    await offer?.prompt();
  }

  /** How the person puts it on the home screen, where Safari would clear it otherwise; null elsewhere. After `SENT_FIRST`. */
  readonly byHandWords = (): string | null => {
    if (this.get() !== 'byHand') return null;
    return 'standalone' in this.page.navigator ? 'tap Share, then Add to Home Screen' : 'choose File, then Add to Dock';
  };

  private put(offer: InstallOffer | null): void {
    this.offer = offer;
    for (const listener of this.listeners) listener();
  }
}

/** Safari, and every browser on an iPhone or iPad: they clear a site that nobody visits for seven days. */
function isWebKit(page: object): boolean {
  return 'GestureEvent' in page || ('navigator' in page && 'standalone' in (page.navigator as object));
}

/** Of this page. */
export const installing = new InstallWatch(window);
