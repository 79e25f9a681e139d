import { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import { wantByDecision } from '../../sync/wants.js';
import type { BatchRun, SentDecision } from './batchRun.js';
import { mayHaveLeft } from './attempts.js';
import type { SendingParts } from './sendingParts.js';
import { markedPayments, secondPaymentNote } from './markedPayments.js';
import { noteOnApplied } from './notes.js';
import { keepOpenAfter } from './openAfter.js';

/**
 * Before the first effect of a batch is kept: the books are wanted, so that they are read also where this process does not
 * live to say so. In a transaction of its own, for who reads the books locks the other way round.
 */
export async function wantBooksAhead(
  { database, clock }: Pick<SendingParts, 'database' | 'clock'>,
  clientId: string,
): Promise<void> {
  const now = clock.now();
  const dueAt = new Date(now.getTime() + READ_AT_LATEST_MS);
  await database.asSync({ clientId }, (tx) => wantByDecision(tx, clientId, now, dueAt));
}

/** While more of a client's decisions are due its books are not read yet; they are at the latest after this. */
const READ_AT_LATEST_MS = 30_000;

/**
 * What comes after a batch: the balances are read once more, what else happened to a bill meanwhile is said, and the
 * client's books are wanted without a notice of QuickBooks; so they are where a decision conflicted or was refused, for the
 * figures it was made on are not those of QuickBooks. None of it changes what was decided or done.
 */
export async function lookAfter(run: BatchRun, sent: readonly SentDecision[]): Promise<void> {
  if (sent.length === 0 && !(await someDiffered(run))) return;
  await wantBooks(run);
  if (sent.length === 0) return;
  try {
    const payments = sent.filter(({ held }) => held.decision.kind === 'RECORD_PAYMENT');
    const noted = await noteSecondPayments(run, payments);
    const fresh = new Set(payments.map(({ held }) => held.decision.id));
    const { parts, company, client, batch } = run;
    await keepOpenAfter({ parts, company, clientId: batch.clientId, homeCurrency: client.homeCurrency, fresh, noted });
  } catch (error) {
    if (!(error instanceof QuickBooksError)) throw error;
    // What is not looked at yet is looked at after the client's next batch, and at the latest in the night.
    const { clientId } = run.batch;
    run.parts.logger.info({ err: error, clientId }, 'balances could not be read after decisions were applied');
  }
}

function someDiffered({ parts, batch }: BatchRun): Promise<boolean> {
  const ids = batch.places.map(({ decisionId }) => decisionId);
  return parts.database.asSync({ clientId: batch.clientId }, async (tx) => {
    const rows = await tx.execute<object[]>(
      `select from decision where id = any(?::uuid[]) and state in ('CONFLICTED', 'FAILED') limit 1`,
      [`{${ids.join(',')}}`],
    );
    return rows.length > 0;
  });
}

/** At once where nothing more of the client is due, so that a long queue is read once. */
async function wantBooks({ parts, batch }: BatchRun): Promise<void> {
  const now = parts.clock.now();
  await parts.database.asSync({ clientId: batch.clientId }, async (tx) => {
    const [{ more } = { more: false }] = await tx.execute<{ more: boolean }[]>(
      `select exists (select from decision_outbox where client_id = ?::uuid and due_at <= ? and lease_owner is null) as more`,
      [batch.clientId, now],
    );
    await wantByDecision(tx, batch.clientId, now, new Date(now.getTime() + (more ? READ_AT_LATEST_MS : 0)));
  });
}

/** Those that were sent more than once: QuickBooks may have forgotten the first request and written it twice. */
async function noteSecondPayments(run: BatchRun, payments: readonly SentDecision[]): Promise<ReadonlySet<string>> {
  const sentAgain = payments.filter(({ held, effect }) => mayHaveLeft(held) && effect.foundBy === 'ANSWER');
  const noted = new Set(payments.filter(({ effect }) => effect.note !== null).map(({ held }) => held.decision.id));
  if (sentAgain.length === 0) return noted;
  const since = Math.min(...sentAgain.map(({ held }) => held.attempts[0]?.committedAt.getTime() ?? Infinity));
  const marked = await markedPayments(run.company, new Date(since));
  for (const { held } of sentAgain) {
    const note = secondPaymentNote(marked.get(held.decision.id) ?? []);
    if (note === null) continue;
    await noteOnApplied(run.parts, held.decision, { note });
    noted.add(held.decision.id);
  }
  return noted;
}
