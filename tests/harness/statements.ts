/** Statements of the transaction itself: they are there whatever is asked. */
const OF_THE_TRANSACTION = /^(begin|commit|rollback|set |start transaction|select set_config)/i;

/**
 * The statements of one operation beside its transaction's own. A guard compares this number for few and for many rows:
 * a query whose statements grow with its rows asks row by row.
 */
export async function statementsOf(statements: string[], operation: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await operation();
  return statements.filter((sql) => !OF_THE_TRANSACTION.test(sql.trim()));
}
