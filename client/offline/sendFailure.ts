import type { FailureKind } from './outboxMachine.js';

export interface RefusalView {
  readonly code: string;
  readonly message: string;
}

/** A request without an answer, and of which kind that is. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';

  constructor(
    readonly kind: FailureKind,
    /** NOT_TAKEN: why, for people. */
    readonly refusal: RefusalView = { code: 'INVALID_INPUT', message: 'The server could not read this.' },
    options?: ErrorOptions,
  ) {
    super(refusal.message, options);
  }
}
