/** Fills in what follows from a transaction's input: control accounts, total, payee's currency; and refuses what cannot be. */
import { LedgerError } from './ledgerError.js';
import type { Chart } from './chart.js';
import type { PartyRef, PostInput, Txn, TxnLine, TxnType } from './types.js';

type Draft = Omit<Txn, 'id' | 'syncToken' | 'createdAt' | 'updatedAt' | 'voided' | 'deleted'>;

const RECEIVABLE: readonly TxnType[] = ['Invoice', 'CreditMemo'];
const PAYABLE: readonly TxnType[] = ['Bill', 'VendorCredit'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function sided(lines: readonly TxnLine[]): number {
  return lines.reduce((sum, line) => sum + (line.side === 'credit' ? -line.amount : line.amount), 0);
}

function linked(input: PostInput): number {
  return (input.links ?? []).reduce(
    (sum, link) =>
      sum + (['CreditMemo', 'VendorCredit', 'RefundReceipt'].includes(link.type) ? -link.amount : link.amount),
    0,
  );
}

function totalOf(input: PostInput): number {
  const lines = input.lines ?? [];
  const plain = lines.reduce((sum, line) => sum + line.amount, 0);
  switch (input.type) {
    case 'JournalEntry':
    case 'PayrollAdjustment':
      return 0;
    case 'Paycheck':
    case 'PayrollTaxPayment':
      return sided(lines);
    case 'Deposit':
      return linked(input) + plain - (input.cashBack?.amount ?? 0);
    case 'Payment':
    case 'BillPayment':
      return input.total ?? linked(input);
    case 'Transfer':
    case 'CreditCardPayment':
      return input.total ?? 0;
    default:
      return plain;
  }
}

function controlAccounts(
  input: PostInput,
  currency: string,
  chart: Chart,
): { accountId?: string; toAccountId?: string } {
  const found: { accountId?: string; toAccountId?: string } = {};
  if (input.accountId !== undefined) found.accountId = input.accountId;
  else if (RECEIVABLE.includes(input.type)) found.accountId = chart.bySubType('AccountsReceivable', currency).id;
  else if (PAYABLE.includes(input.type)) found.accountId = chart.bySubType('AccountsPayable', currency).id;
  else if (input.type === 'Payment' || input.type === 'SalesReceipt')
    found.accountId = chart.bySubType('UndepositedFunds').id;
  if (input.toAccountId !== undefined) found.toAccountId = input.toAccountId;
  else if (input.type === 'Payment') found.toAccountId = chart.bySubType('AccountsReceivable', currency).id;
  else if (input.type === 'BillPayment') found.toAccountId = chart.bySubType('AccountsPayable', currency).id;
  else if (input.type === 'Invoice' && input.deposit !== undefined)
    found.toAccountId = chart.bySubType('UndepositedFunds').id;
  return found;
}

function refuseBadDeposit({ type, deposit }: PostInput, total: number): void {
  if (deposit === undefined) return;
  const isAmount = Number.isSafeInteger(deposit) && deposit > 0 && deposit <= total;
  if (type !== 'Invoice' || !isAmount)
    throw new LedgerError('bad-amount', `${type} over ${total} with a deposit of ${deposit}`);
}

function refuseBadAmounts(input: PostInput, total: number): void {
  if (!DATE.test(input.date)) throw new LedgerError('bad-amount', `${input.date} is not a date`);
  const amounts = [total, ...(input.lines ?? []).map((l) => l.amount), ...(input.links ?? []).map((l) => l.amount)];
  if (amounts.some((amount) => !Number.isSafeInteger(amount)))
    throw new LedgerError('bad-amount', `${input.type} with a fractional amount`);
  if (total < 0) throw new LedgerError('bad-amount', `${input.type} of ${input.date} with a negative total ${total}`);
  if ((input.links ?? []).some((link) => link.amount <= 0))
    throw new LedgerError('bad-amount', `${input.type} links an amount of zero or less`);
}

/** Who is meant: one that was merged stands for the other. Refuses (`unknown-party`) one that is not there. */
function survivingRef(ref: PartyRef, chart: Chart): PartyRef {
  if (ref.kind === 'Employee') return ref;
  const party = chart.survivor(ref.id, ref.kind);
  if (!party) throw new LedgerError('unknown-party', `No ${ref.kind} ${ref.id}`);
  return party.id === ref.id ? ref : { kind: ref.kind, id: party.id, name: party.name };
}

function draftLine(line: TxnLine, chart: Chart): TxnLine {
  const draft = { ...line };
  if (line.party) draft.party = survivingRef(line.party, chart);
  if (line.receivedFrom) draft.receivedFrom = survivingRef(line.receivedFrom, chart);
  return draft;
}

function withoutEmpty<T extends object>(value: T): T {
  for (const [key, part] of Object.entries(value)) if (part === undefined) Reflect.deleteProperty(value, key);
  return value;
}

/** The transaction as it will be kept, without id and stamps. Refuses unknown accounts and parties and impossible amounts. */
export function draftTxn(input: PostInput, chart: Chart, homeCurrency: string): Draft {
  const total = totalOf(input);
  refuseBadAmounts(input, total);
  refuseBadDeposit(input, total);
  const party = input.party && survivingRef(input.party, chart);
  const known = party && party.kind !== 'Employee' ? chart.party(party.id, party.kind) : undefined;
  const currency = input.currency ?? known?.currency ?? homeCurrency;
  const { type, date, lines, links, ...rest } = input;
  const draft: Draft = {
    ...rest,
    ...controlAccounts(input, currency, chart),
    type,
    date,
    currency,
    rate: input.rate ?? 1,
    total,
    lines: (lines ?? []).map((line) => draftLine(line, chart)),
    links: (links ?? []).map((link) => ({ ...link })),
  };
  if (party) draft.party = party;
  for (const line of draft.lines) chart.knownAccount(line.accountId);
  return withoutEmpty(draft);
}
