import type { EntityManager } from '../platform/database.js';

/** Rows that are held at once beside what is made of them. */
const ROWS_AT_ONCE = 2_000;
let cursors = 0;

/**
 * Runs a query and hands its rows over one by one, read from the database in parts: a result of any length takes no more
 * memory than a part of it, and what `take` keeps.
 */
export async function eachRow<Row>(
  tx: EntityManager,
  query: string,
  parameters: readonly unknown[],
  take: (row: Row) => void,
): Promise<void> {
  // Several may be open in one transaction.
  cursors = (cursors + 1) % Number.MAX_SAFE_INTEGER;
  const name = `part_${cursors}`;
  await tx.execute(`declare ${name} no scroll cursor for ${query}`, [...parameters]);
  for (;;) {
    const rows = await tx.execute<Row[]>(`fetch ${ROWS_AT_ONCE} from ${name}`);
    for (const row of rows) take(row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.execute(`close ${name}`);
}

/** Equal texts as one: each row of a result brings copies of its own. */
export class SharedTexts {
  readonly #texts = new Map<string, string>();

  /** The text as it came first; null stays null. */
  one<Text extends string | null>(text: Text): Text {
    if (text === null) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known as Text;
    this.#texts.set(text, text);
    return text;
  }
}
