import type { ChangesSink, ChangesView } from '../offline/index.js';

/** What an open line says. */
export interface LineEvents {
  readonly changed: (changes: ChangesView) => void;
  /** Once: with the close code, 1006 where there is none. */
  readonly ended: (code: number) => void;
}

export interface OpenLine {
  readonly close: () => void;
  /** Asks whether the other end still hears; a line that does not answer ends. */
  readonly probe: () => void;
}

export interface LiveLineOptions {
  readonly open: (events: LineEvents) => Promise<OpenLine>;
  readonly sink: ChangesSink;
  /** Exchanges the refresh cookie; false when the session cannot go on. Rejects when the server is out of reach. */
  readonly renew: () => Promise<boolean>;
  /** The session cannot go on: a person has to sign in. */
  readonly expire: () => void;
  /** 0 to 1; `Math.random` when left out. */
  readonly random?: () => number;
}

/** Close codes of the server's own. */
const SESSION_ENDED = 4401;
const NOT_ALLOWED = 4403;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A page nobody has looked at for this long lets its line go: the next look opens it again and compares. */
const HIDDEN_MS = 5 * 60_000;

/**
 * Keeps one line to the server open: again after it broke, later each time and never all devices at once; at once when the
 * network returns or the page is looked at. A session that ended is renewed once a line, then a person is asked.
 */
export class LiveLine {
  private line: OpenLine | null = null;
  private opening = false;
  private isLive = false;
  /** Raised when a line is given up: what an older one still says is not heard. */
  private turn = 0;
  private tries = 0;
  private renewed = false;
  private stopped = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private hide: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveLineOptions) {}

  start(): void {
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
    document.addEventListener('visibilitychange', this.onVisibility);
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    clearTimeout(this.hide);
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.drop();
  }

  private connect(): void {
    clearTimeout(this.retry);
    if (this.stopped || this.opening || this.line !== null || !navigator.onLine) return;
    const turn = this.turn;
    const ifMine = (run: () => void): void => {
      if (turn === this.turn) run();
    };
    this.opening = true;
    this.options
      .open({
        changed: (changes) => ifMine(() => this.hear(changes)),
        ended: (code) => ifMine(() => this.end(code)),
      })
      .then(
        (line) => {
          if (turn !== this.turn) return line.close();
          this.opening = false;
          this.line = line;
        },
        () => ifMine(() => this.end(1006)),
      );
  }

  private hear(changes: ChangesView): void {
    this.tries = 0;
    this.renewed = false;
    this.options.sink.changed(changes);
    if (this.isLive) return;
    this.isLive = true;
    this.options.sink.live(true);
  }

  private end(code: number): void {
    this.drop();
    if (code === NOT_ALLOWED) return this.giveUp();
    if (code === SESSION_ENDED && !this.renewed) return this.renew();
    this.later();
  }

  private renew(): void {
    this.renewed = true;
    this.options.renew().then(
      (isRenewed) => (isRenewed ? this.connect() : this.giveUp()),
      () => this.later(),
    );
  }

  private giveUp(): void {
    if (this.stopped) return;
    this.stop();
    this.options.expire();
  }

  /** Full jitter: after a restart of the server its devices come back spread over the whole wait. */
  private later(): void {
    if (this.stopped) return;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries);
    this.tries += 1;
    this.retry = setTimeout(() => this.connect(), longest * (this.options.random ?? Math.random)());
  }

  /** Lets the line go without a word to the other end being waited for. */
  private drop(): void {
    this.turn += 1;
    this.opening = false;
    this.line?.close();
    this.line = null;
    if (!this.isLive) return;
    this.isLive = false;
    this.options.sink.live(false);
  }

  private readonly onOnline = (): void => {
    this.tries = 0;
    this.connect();
  };

  private readonly onOffline = (): void => {
    clearTimeout(this.retry);
    this.drop();
  };

  private readonly onVisibility = (): void => {
    clearTimeout(this.hide);
    if (document.visibilityState === 'hidden') {
      this.hide = setTimeout(() => {
        clearTimeout(this.retry);
        this.drop();
      }, HIDDEN_MS);
      return;
    }
    if (this.line !== null) return this.line.probe();
    this.tries = 0;
    this.connect();
  };
}
