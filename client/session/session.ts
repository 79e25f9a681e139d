import type { Ask } from '../apollo/ask.js';
import { SessionViewerDocument, SignInDocument, SignOutDocument } from '../../schema/generated/graphql.js';
import { keptViewer, keepViewer, sendNow, waitingHere, wipeDevice } from '../offline/index.js';
import { nextSession, OPENING, type SessionEvent, type SessionState } from './sessionMachine.js';
import { dueSignOut, setSignOutDue } from './signOutLater.js';
import type { Viewer } from '../viewer.js';

/** Why a sign-in was not accepted, in words, and at which field if at one. */
export interface SignInRefusal {
  readonly field: string | null;
  readonly message: string;
}

/**
 * What a person is asked before anything that waits on this device would be lost. `leaving`: they sign out while something of
 * theirs waits; `isTried`: it is what was left after sending. `replacing`: they signed in while something of another person
 * waits here, which their signing in removes.
 */
export type SessionQuestion =
  | { readonly kind: 'leaving'; readonly waiting: number; readonly isTried: boolean }
  | { readonly kind: 'replacing'; readonly waiting: number; readonly of: string; readonly viewer: Viewer };

/** Who is signed in on this page, and the three things that change it. */
export class Session {
  private state: SessionState = OPENING;
  private question: SessionQuestion | null = null;
  private readonly listeners = new Set<() => void>();

  /** `renew` exchanges the refresh cookie; false when there is none, or the server refuses it. */
  constructor(
    private readonly ask: Ask,
    private readonly renew: () => Promise<boolean>,
  ) {}

  readonly get = (): SessionState => this.state;

  /** What is to be answered before the session goes on; null when nothing is. */
  readonly getQuestion = (): SessionQuestion | null => this.question;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows whom the device remembers at once, then asks the server who it is. */
  async open(): Promise<void> {
    const due = dueSignOut();
    const remembered = due === 'WIPED' ? null : await keptViewer();
    // While the server takes another for the one who is here, it is asked first.
    if (due === null) this.remember(remembered);
    try {
      await this.sendDueSignOut();
      const viewer = await this.askViewer();
      if (viewer === null) return this.step({ type: 'refused' });
      await this.admit(viewer);
    } catch {
      // Out of reach or ill: whoever the device remembers works on; nobody else can be let in.
      if (this.state.at === 'opening') this.remember(remembered);
      this.step({ type: 'outOfReach' });
    }
  }

  /** The refusal in words, or null once signed in. Rejects when the server is out of reach. */
  async signIn(email: string, password: string): Promise<SignInRefusal | null> {
    await this.sendDueSignOut();
    const { signIn } = await this.ask(SignInDocument, { email, password });
    if (signIn.viewer === null) return signIn.refusal ?? { field: null, message: 'The sign-in was not accepted.' };
    await this.admit(signIn.viewer);
    return null;
  }

  /** Signs out at once where nothing waits; else asks first. */
  async askToSignOut(): Promise<void> {
    const here = await waitingHere();
    if (here === null) return this.signOut();
    this.put({ kind: 'leaving', waiting: here.waiting, isTried: false });
  }

  /** Sends what waits, then signs out; where something is left the question stays, and says so. */
  async sendAndSignOut(): Promise<void> {
    const asked = this.question;
    await sendNow();
    const here = await waitingHere();
    // Answered meanwhile, whichever way: that answer stands, and who is here now may be somebody else.
    if (this.question !== asked) return;
    if (here === null) return this.signOut();
    this.put({ kind: 'leaving', waiting: here.waiting, isTried: true });
  }

  /** The question is answered with yes: what waits is removed. */
  async goOn(): Promise<void> {
    const { question } = this;
    if (question?.kind === 'leaving') return this.signOut();
    if (question === null) return;
    this.put(null);
    await this.enter(question.viewer);
  }

  /** The question is answered with no: everything stays as it was; who had signed in instead is signed out again. */
  async stay(): Promise<void> {
    const { question } = this;
    this.put(null);
    if (question?.kind !== 'replacing') return;
    setSignOutDue('KEPT');
    await this.sendDueSignOut().catch(() => undefined); // Out of reach: sent first on the next connection.
  }

  /** Wipes the device first, so that it is clean whatever the network does. */
  async signOut(): Promise<void> {
    setSignOutDue('WIPED');
    this.question = null;
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

  /** Lets a person in, unless something of another waits on this device: then they are asked first. */
  private async admit(viewer: Viewer): Promise<void> {
    const here = await waitingHere();
    if (here === null || here.viewerId === viewer.id) return this.enter(viewer);
    const of = (await keptViewer())?.name ?? 'another person';
    this.step({ type: 'refused' });
    this.put({ kind: 'replacing', waiting: here.waiting, of, viewer });
  }

  private async enter(viewer: Viewer): Promise<void> {
    await keepViewer(viewer);
    this.step({ type: 'confirmed', viewer });
  }

  private remember(viewer: Viewer | null): void {
    if (viewer !== null) this.step({ type: 'remembered', viewer });
  }

  private async sendDueSignOut(): Promise<void> {
    if (dueSignOut() === null) return;
    await this.ask(SignOutDocument, {});
    setSignOutDue(null);
  }

  private step(event: SessionEvent): void {
    const next = nextSession(this.state, event);
    if (next === this.state) return;
    this.state = next;
    this.tell();
  }

  private put(question: SessionQuestion | null): void {
    this.question = question;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
