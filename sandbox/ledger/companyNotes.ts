/** What a company remembers beside its books: answers already given, writes accepted, files attached. Rebuilt from the journal. */
import type { JournalEvent } from './journal.js';
import type { AcceptedWrite, Attachment } from './types.js';

/** An answer that a repeated request id gets again. */
export interface GivenAnswer {
  status: number;
  body: string;
}

/** How many answers a company remembers; the oldest go first. How long QuickBooks keeps them is not stated. */
const MOST_ANSWERS = 5_000;
/** More than one request can write, a batch of thirty included: enough to complete the list of writes after a kill. */
const MOST_RECENT = 64;

export class CompanyNotes {
  private readonly answers = new Map<string, GivenAnswer & { readonly at: string }>();
  private readonly attachmentsById = new Map<string, Attachment>();
  private readonly recent: AcceptedWrite[] = [];
  private readonly createdByHand = new Set<string>();
  private readonly mails = new Map<string, number>();

  /** Takes in one journal event of that instant; others than notes are none of its business. */
  take(event: JournalEvent, at: string): void {
    if (event.op === 'answered') this.keep(event.requestId, { status: event.status, body: event.body, at });
    else if (event.op === 'forgotten') this.forget(event.requestId);
    else if (event.op === 'attachment') this.attachmentsById.set(event.attachment.id, event.attachment);
    else if (event.op === 'accepted') this.accept(event.write);
  }

  answer(requestId: string): GivenAnswer | undefined {
    return this.answers.get(requestId);
  }

  /** Ids of requests that were answered before an instant, oldest first. */
  answeredBefore(instant: string): readonly string[] {
    return [...this.answers]
      .filter(([, { at }]) => Date.parse(at) < Date.parse(instant))
      .map(([requestId]) => requestId);
  }

  attachments(): readonly Attachment[] {
    return [...this.attachmentsById.values()];
  }

  nextAttachmentId(): string {
    return String(this.attachmentsById.size + 1);
  }

  /** The last writes accepted, oldest first. */
  recentWrites(): readonly AcceptedWrite[] {
    return this.recent;
  }

  /** Whether a transaction was created over the API or by hand rather than by the days' simulation. */
  wasCreatedByHand(txnId: string): boolean {
    return this.createdByHand.has(txnId);
  }

  /** E-mails sent on a UTC date. */
  mailsOn(date: string): number {
    return this.mails.get(date) ?? 0;
  }

  private keep(requestId: string, answer: GivenAnswer & { readonly at: string }): void {
    this.answers.set(requestId, answer);
    if (this.answers.size <= MOST_ANSWERS) return;
    const [oldest] = this.answers.keys();
    if (oldest !== undefined) this.answers.delete(oldest);
  }

  private forget(requestId: string | undefined): void {
    if (requestId === undefined) this.answers.clear();
    else this.answers.delete(requestId);
  }

  private accept(write: AcceptedWrite): void {
    this.recent.push(write);
    if (this.recent.length > MOST_RECENT) this.recent.shift();
    if (write.operation === 'Create' && write.date !== undefined) this.createdByHand.add(write.id);
    if (write.operation !== 'Emailed') return;
    const date = write.at.slice(0, 10);
    this.mails.set(date, (this.mails.get(date) ?? 0) + 1);
  }
}
