/** The signed-in person a request acts for; it comes from the session, never from an argument. */
export interface Principal {
  readonly id: string;
  readonly firmId: string;
  readonly role: 'OWNER' | 'ADVISOR';
  readonly sessionId: string;
}

/** Where a request came from, for the audit trail. */
export interface Origin {
  readonly requestId: string;
  readonly remoteAddress: string;
}
