const MARK = /Runway decision ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f-])/i;

/** The sentence in a payment's private note by which it is found again when an answer was lost. */
export function markText(decisionId: string): string {
  return `Recorded from Runway decision ${decisionId}.`;
}

/** The id of the decision that a private note names, in small letters; null where it names none. Text around it is no matter. */
export function markIn(note: string | null): string | null {
  return note === null ? null : (MARK.exec(note)?.[1]?.toLowerCase() ?? null);
}
