import type { Ask } from '../apollo/ask.js';
import { SessionViewerDocument, SignInDocument, SignOutDocument } from '../../schema/generated/graphql.js';
import { keptViewer, keepViewer, wipeDevice } from '../offline/index.js';
import { nextSession, OPENING, type SessionEvent, type SessionState } from './sessionMachine.js';
import { isSignOutDue, setSignOutDue } from './signOutLater.js';
import type { Viewer } from '../viewer.js';

/** Why a sign-in was not accepted, in words, and at which field if at one. */
export interface SignInRefusal {
  readonly field: string | null;
  readonly message: string;
}

/** Who is signed in on this page, and the three things that change it. */
export class Session {
  private state: SessionState = OPENING;
  private readonly listeners = new Set<() => void>();

  /** `renew` exchanges the refresh cookie; false when there is none, or the server refuses it. */
  constructor(
    private readonly ask: Ask,
    private readonly renew: () => Promise<boolean>,
  ) {}

  readonly get = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows whom the device remembers at once, then asks the server who it is. */
  async open(): Promise<void> {
    const remembered = isSignOutDue() ? null : await keptViewer();
    if (remembered !== null) this.step({ type: 'remembered', viewer: remembered });
    try {
      await this.sendDueSignOut();
      const viewer = await this.askViewer();
      if (viewer === null) return this.step({ type: 'refused' });
      await keepViewer(viewer);
      this.step({ type: 'confirmed', viewer });
    } catch {
      // Out of reach or ill: whoever the device remembers works on; nobody else can be let in.
      this.step({ type: 'outOfReach' });
    }
  }

  /** The refusal in words, or null once signed in. Rejects when the server is out of reach. */
  async signIn(email: string, password: string): Promise<SignInRefusal | null> {
    await this.sendDueSignOut();
    const { signIn } = await this.ask(SignInDocument, { email, password });
    if (signIn.viewer === null) return signIn.refusal ?? { field: null, message: 'The sign-in was not accepted.' };
    await keepViewer(signIn.viewer);
    this.step({ type: 'confirmed', viewer: signIn.viewer });
    return null;
  }

  /** Wipes the device first, so that it is clean whatever the network does. */
  async signOut(): Promise<void> {
    setSignOutDue(true);
    await wipeDevice();
    this.step({ type: 'signedOut' });
    await this.sendDueSignOut().catch(() => undefined); // Out of reach: sent first on the next connection.
  }

  /** Signed out in another tab, which has wiped the device and told the server. */
  endedElsewhere(): void {
    this.step({ type: 'signedOut' });
  }

  /** The session ended while someone was working: what is on the device stays. */
  expire(): void {
    this.step({ type: 'refused' });
  }

  /** Whether the session goes on with a new access cookie. Rejects when the server is out of reach. */
  renewed(): Promise<boolean> {
    return this.renew();
  }

  private async askViewer(): Promise<Viewer | null> {
    const { viewer } = await this.ask(SessionViewerDocument, {});
    // An access cookie is short-lived; the refresh cookie may still vouch.
    if (viewer !== null || !(await this.renew())) return viewer;
    return (await this.ask(SessionViewerDocument, {})).viewer;
  }

  private async sendDueSignOut(): Promise<void> {
    if (!isSignOutDue()) return;
    await this.ask(SignOutDocument, {});
    setSignOutDue(false);
  }

  private step(event: SessionEvent): void {
    const next = nextSession(this.state, event);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
