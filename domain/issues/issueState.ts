/** Where an issue stands. SETTLED: gone from the books at a later sync; nobody sets it by hand. */
export const ISSUE_STATES = ['OPEN', 'SNOOZED', 'DISMISSED', 'SETTLED'] as const;

export type IssueState = (typeof ISSUE_STATES)[number];
