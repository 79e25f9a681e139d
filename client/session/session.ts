import type { Ask } from '../apollo/ask.js';
import { SessionViewerDocument, SignInDocument, SignOutDocument } from '../../schema/generated/graphql.js';
import { keptViewer, keepViewer, sendNow, waitingHere, wipeDevice } from '../offline/index.js';
import { nextSession, OPENING, type SessionEvent, type SessionState } from './sessionMachine.js';
import { dueSignOut, setSignOutDue, type DueSignOut } from './signOutLater.js';
import type { Viewer } from '../viewer.js';

/** Why a sign-in was not accepted, in words, and at which field if at one. */
export interface SignInRefusal {
  readonly field: string | null;
  readonly message: string;
}

/**
 * What a person is asked before anything that waits on this device would be lost. `leaving`: they sign out while something of
 * theirs waits, null: it could not be read whether and how much; `isTried`: it is what was left after sending. `replacing`:
 * they signed in while something of another person waits here, which their signing in removes.
 */
export type SessionQuestion =
  | { readonly kind: 'leaving'; readonly waiting: number | null; readonly isTried: boolean }
  | { readonly kind: 'replacing'; readonly waiting: number; readonly of: string; readonly viewer: Viewer };

/** Who is signed in on this page, and the three things that change it. */
export class Session {
  private state: SessionState = OPENING;
  private question: SessionQuestion | null = null;
  /** Raised when somebody comes or goes: whom the server named to a question from before lets nobody in. */
  private turn = 0;
  /** What is being done of a sign-out; null: nothing. */
  private finishing: Promise<void> | null = null;
  /** The last keeping of who is here: what is written late is wiped with the rest. */
  private keeping: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  /** `renew` exchanges the refresh cookie; false when there is none, or the server refuses it. */
  constructor(
    private readonly ask: Ask,
    private readonly renew: () => Promise<boolean>,
  ) {}

  readonly get = (): SessionState => this.state;

  /** Who is signed in; undefined while nobody is. */
  readonly viewerId = (): string | undefined => (this.state.at === 'signedIn' ? this.state.viewer.id : undefined);

  /** What is to be answered before the session goes on; null when nothing is. */
  readonly getQuestion = (): SessionQuestion | null => this.question;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows whom the device remembers at once, then asks the server who it is. */
  async open(): Promise<void> {
    const { turn } = this;
    const isOver = (): boolean => this.turn !== turn;
    const due = dueSignOut();
    const remembered = due === 'WIPED' ? null : await keptViewer();
    // While the server takes another for the one who is here, it is asked first.
    if (due === null) this.remember(remembered);
    try {
      await this.finishSignOut();
      const viewer = await this.askViewer(isOver);
      if (isOver()) return;
      if (viewer === null) return this.step({ type: 'refused' });
      await this.admit(viewer, turn);
    } catch {
      if (isOver()) return;
      // Out of reach or ill: whoever the device remembers works on; nobody else can be let in.
      if (this.state.at === 'opening') this.remember(remembered);
      this.step({ type: 'outOfReach' });
    }
  }

  /** The refusal in words, or null once signed in. Rejects when the server is out of reach. */
  async signIn(email: string, password: string): Promise<SignInRefusal | null> {
    await this.finishSignOut();
    const { signIn } = await this.ask(SignInDocument, { email, password });
    if (signIn.viewer === null) return signIn.refusal ?? { field: null, message: 'The sign-in was not accepted.' };
    // What a sign-out could not remove is theirs, or goes with their coming in.
    setSignOutDue(null);
    await this.admit(signIn.viewer, ++this.turn);
    return null;
  }

  /** Signs out at once where nothing waits; else asks first. */
  async askToSignOut(): Promise<void> {
    await this.leave(false);
  }

  /** Sends what waits, then signs out; where something is left the question stays, and says so. */
  async sendAndSignOut(): Promise<void> {
    const asked = this.question;
    await sendNow();
    // Answered meanwhile, whichever way: that answer stands, and who is here now may be somebody else.
    if (this.question === asked) await this.leave(true);
  }

  /** The question is answered with yes: what waits is removed. Rejects where the device cannot be changed; it stays asked. */
  async goOn(): Promise<void> {
    const { question } = this;
    if (question?.kind === 'leaving') await this.signOut();
    else if (question !== null) await this.enter(question.viewer, this.turn);
  }

  /** The question is answered with no: everything stays as it was; who had signed in instead is signed out again. */
  async stay(): Promise<void> {
    const { question } = this;
    this.put(null);
    if (question?.kind !== 'replacing') return;
    this.turn += 1;
    setSignOutDue('KEPT');
    await this.finishSignOut('KEPT').catch(() => undefined); // Out of reach: sent first on the next connection.
  }

  /** Wipes the device first, so that it is clean whatever the network does; unless it is another person's by now. */
  async signOut(): Promise<void> {
    if (await this.isAnothers()) return this.endedElsewhere();
    setSignOutDue('WIPED');
    this.turn += 1;
    this.question = null;
    await this.keeping?.catch(() => undefined); // Who waits for it is told.
    await this.finishSignOut('WIPED').catch(() => undefined); // Out of reach: sent first on the next connection.
  }

  /** Signed out in another tab, which has wiped the device and told the server. */
  endedElsewhere(): void {
    this.turn += 1;
    this.question = null;
    this.step({ type: 'signedOut' });
  }

  /** Somebody's session ended while they were working: what is on the device stays. Of a person who has left it ends nothing. */
  expire(viewerId = this.viewerId()): void {
    if (viewerId !== this.viewerId()) return;
    if (this.question?.kind === 'leaving') this.question = null;
    this.step({ type: 'refused' });
  }

  /** Whether the session goes on with a new access cookie. Rejects when the server is out of reach. */
  renewed(): Promise<boolean> {
    return this.renew();
  }

  private async askViewer(isOver: () => boolean): Promise<Viewer | null> {
    if (isOver()) return null;
    const { viewer } = await this.ask(SessionViewerDocument, {});
    // An access cookie is short-lived; the refresh cookie may still vouch.
    if (viewer !== null || isOver() || !(await this.renew()) || isOver()) return viewer;
    return (await this.ask(SessionViewerDocument, {})).viewer;
  }

  /** Lets a person in, unless something of another waits on this device: then they are asked first. */
  private async admit(viewer: Viewer, turn: number): Promise<void> {
    const here = await waitingHere();
    if (here === null || here.viewerId === viewer.id) return this.enter(viewer, turn);
    const of = (await keptViewer())?.name ?? 'another person';
    if (this.turn !== turn) return;
    this.step({ type: 'refused' });
    this.put({ kind: 'replacing', waiting: here.waiting, of, viewer });
  }

  private async enter(viewer: Viewer, turn: number): Promise<void> {
    if (this.turn !== turn) return;
    await (this.keeping = keepViewer(viewer));
    if (this.turn !== turn) return;
    // What was asked of another is asked of nobody any more.
    if (this.viewerId() !== viewer.id) this.question = null;
    this.step({ type: 'confirmed', viewer });
  }

  /** Signs out where nothing waits; else asks. */
  private async leave(isTried: boolean): Promise<void> {
    const asked = this.question;
    const viewerId = this.viewerId();
    const here = await waitingHere().catch(() => ({ viewerId, waiting: null }));
    if (this.question !== asked || this.viewerId() !== viewerId) return;
    if (here === null) return this.signOut();
    if (here.viewerId !== viewerId) return this.endedElsewhere();
    this.put({ kind: 'leaving', waiting: here.waiting, isTried });
  }

  /** Whether the device is another person's by now: who is shown here was signed out in another tab that was not heard. */
  private async isAnothers(): Promise<boolean> {
    const viewerId = this.viewerId();
    try {
      const owner = (await waitingHere())?.viewerId ?? (await keptViewer())?.id ?? viewerId;
      return viewerId !== undefined && owner !== viewerId;
    } catch {
      return false; // It cannot be read: wiping it is tried.
    }
  }

  private remember(viewer: Viewer | null): void {
    if (viewer !== null) this.step({ type: 'remembered', viewer });
  }

  /** Does what is missing of a sign-out, once at a time: a sign-in waits until the server has heard of the one before it. */
  private async finishSignOut(due = dueSignOut()): Promise<void> {
    if (due !== null) {
      this.finishing ??= this.finish(due).finally(() => {
        this.finishing = null;
      });
    }
    await this.finishing;
  }

  /** Wipes the device where that is due, then tells the server. A sign-out stays due until both are done. */
  private async finish(due: DueSignOut): Promise<void> {
    const isClean = due === 'KEPT' || (await isWiped());
    const telling = this.ask(SignOutDocument, {});
    // Shown once that is sent: the page that is left asks something of its own.
    if (due === 'WIPED') this.step({ type: isClean ? 'signedOut' : 'notWiped' });
    await telling;
    if (isClean) setSignOutDue(null);
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

/** Wipes the device; false where it could not be. */
async function isWiped(): Promise<boolean> {
  try {
    await wipeDevice();
    return true;
  } catch (error) {
    reportError(error);
    return false;
  }
}
