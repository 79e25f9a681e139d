export const ROLES = ['OWNER', 'ADVISOR'] as const;

/** What a person may do in their firm: OWNER, the whole firm; ADVISOR, their own clients. */
export type Role = (typeof ROLES)[number];
