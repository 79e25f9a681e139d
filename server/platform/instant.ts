/** An instant as PostgreSQL's driver answers it; null: there is none. */
export type Instant = Date | string | null;

/** The same, to reckon with. */
export function instant(at: Instant): Date | null {
  return at === null ? null : new Date(at);
}
