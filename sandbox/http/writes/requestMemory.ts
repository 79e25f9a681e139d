import type { Company } from '../../ledger/company.js';
import type { GivenAnswer } from '../../ledger/companyNotes.js';

/**
 * The answers a company gave to requests that carried a `requestid`: the same id gets the same answer again and writes
 * nothing, whatever its body is now. Kept in the company's journal, in one piece with what the request wrote.
 */
export class RequestMemory {
  constructor(private readonly company: Company) {}

  find(requestId: string): GivenAnswer | undefined {
    return this.company.notes.answer(requestId);
  }

  /** Call inside `company.asOne`, so that neither the write nor its answer is ever kept without the other. */
  keep(requestId: string, answer: GivenAnswer, at: string): void {
    this.company.note({ op: 'answered', requestId, status: answer.status, body: answer.body }, at);
  }

  /** Forgets what was answered before an instant: a fault to plan. Returns how many it forgot. */
  forgetBefore(instant: string, at: string): number {
    const old = this.company.notes.answeredBefore(instant);
    for (const requestId of old) this.company.note({ op: 'forgotten', requestId }, at);
    return old.length;
  }
}
