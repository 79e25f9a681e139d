/**
 * Double entry: what each kind of transaction posts. Every rule names its debits and credits in the
 * transaction's currency; `toEntries` turns them into home currency and puts an exchange difference on its account.
 * Balanced to the minor unit or refused.
 */
import { LedgerError } from './ledgerError.js';
import { owedOf } from './owed.js';
import type { Entry, PartyRef, Txn, TxnLink, TxnType } from './types.js';

/** What the rules need to know of the company. */
export interface PostingContext {
  readonly homeCurrency: string;
  /** Currency of an account; throws for an unknown one. */
  currencyOf(accountId: string): string;
  undepositedFunds(): string;
  exchangeGainOrLoss(): string;
  /** A linked transaction; throws for an unknown one. */
  linked(link: TxnLink): Txn;
  /** Home minor units by which settling `amount` of a document relieves its receivable or payable (the document's rate). */
  relieved(link: TxnLink, source: Txn): number;
}

/** One leg before conversion. `home` fixes the home amount where it does not follow from the transaction's rate. */
interface Leg {
  accountId: string;
  /** Transaction currency; positive debits, negative credits. */
  amount: number;
  home?: number;
  memo?: string;
  party?: PartyRef;
}

type Rule = (txn: Txn, context: PostingContext) => Leg[];

function balancing(txn: Txn, amount: number): Leg {
  if (txn.accountId === undefined) throw new LedgerError('unknown-account', `${txn.type} needs an account`);
  return { accountId: txn.accountId, amount, ...(txn.party ? { party: txn.party } : {}) };
}

function lineLegs(txn: Txn, sign: 1 | -1): Leg[] {
  return txn.lines.map((line) => ({
    accountId: line.accountId,
    amount: sign * line.amount,
    ...(line.description === undefined ? {} : { memo: line.description }),
    ...((line.party ?? line.receivedFrom ?? txn.party)
      ? { party: line.party ?? line.receivedFrom ?? (txn.party as PartyRef) }
      : {}),
  }));
}

function sidedLegs(txn: Txn): Leg[] {
  return lineLegs(txn, 1).map((leg, index) =>
    txn.lines[index]?.side === 'credit' ? { ...leg, amount: -leg.amount } : leg,
  );
}

const linesDebited: Rule = (txn) => [balancing(txn, -txn.total), ...lineLegs(txn, 1)];
const linesCredited: Rule = (txn) => [balancing(txn, txn.total), ...lineLegs(txn, -1)];

/** Settlement of receivables (`sign` −1: credit) or payables (+1: debit): linked parts at the documents' own rates. */
function settlementLegs(txn: Txn, context: PostingContext, controlAccount: string, sign: 1 | -1): Leg[] {
  const party = txn.party ? { party: txn.party } : {};
  if (txn.currency === context.homeCurrency) return [{ accountId: controlAccount, amount: sign * txn.total, ...party }];
  let rest = txn.total;
  const legs: Leg[] = [];
  for (const link of txn.links) {
    const reverses = link.type === 'VendorCredit' || link.type === 'CreditMemo';
    const amount = reverses ? -link.amount : link.amount;
    const home = reverses ? -context.relieved(link, txn) : context.relieved(link, txn);
    rest -= amount;
    legs.push({
      accountId: context.linked(link).accountId ?? controlAccount,
      amount: sign * amount,
      home: sign * home,
      ...party,
    });
  }
  if (rest !== 0) legs.push({ accountId: controlAccount, amount: sign * rest, ...party });
  return legs;
}

function need(accountId: string | undefined, txn: Txn): string {
  if (accountId === undefined) throw new LedgerError('unknown-account', `${txn.type} lacks an account`);
  return accountId;
}

const RULES: Record<TxnType, Rule> = {
  Bill: linesDebited,
  VendorCredit: linesCredited,
  Invoice: (txn) => [
    balancing(txn, owedOf(txn)),
    ...(txn.deposit === undefined ? [] : [{ ...balancing(txn, txn.deposit), accountId: need(txn.toAccountId, txn) }]),
    ...lineLegs(txn, -1),
  ],
  CreditMemo: linesDebited,
  SalesReceipt: linesCredited,
  RefundReceipt: linesDebited,
  Purchase: (txn, context) => (txn.credit === true ? linesCredited : linesDebited)(txn, context),
  TaxPayment: linesDebited,
  BillPayment: (txn, context) => [
    balancing(txn, -txn.total),
    ...settlementLegs(txn, context, need(txn.toAccountId, txn), 1),
  ],
  Payment: (txn, context) => [
    balancing(txn, txn.total),
    ...settlementLegs(txn, context, need(txn.toAccountId, txn), -1),
  ],
  Deposit: (txn, context) => [
    balancing(txn, txn.total),
    ...(txn.cashBack
      ? [
          {
            accountId: txn.cashBack.accountId,
            amount: txn.cashBack.amount,
            ...(txn.cashBack.memo === undefined ? {} : { memo: txn.cashBack.memo }),
          },
        ]
      : []),
    ...txn.links.map((link): Leg => {
      const source = context.linked(link);
      const sign = source.type === 'RefundReceipt' ? 1 : -1;
      return {
        accountId: source.accountId ?? context.undepositedFunds(),
        amount: sign * link.amount,
        ...(source.party ? { party: source.party } : {}),
      };
    }),
    ...lineLegs(txn, -1),
  ],
  CreditCardPayment: (txn) => [
    balancing(txn, -txn.total),
    { accountId: need(txn.toAccountId, txn), amount: txn.total },
  ],
  Transfer: (txn) => [balancing(txn, -txn.total), { accountId: need(txn.toAccountId, txn), amount: txn.total }],
  JournalEntry: sidedLegs,
  PayrollAdjustment: sidedLegs,
  Paycheck: (txn) => [balancing(txn, -txn.total), ...sidedLegs(txn)],
  PayrollTaxPayment: (txn) => [balancing(txn, -txn.total), ...sidedLegs(txn)],
};

/** Rounds half away from zero, so that a reversal is the exact negative. */
export function roundHalfUp(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/**
 * Fixes the rounding of converted legs: when the legs balance in the transaction's currency, their home amounts
 * may differ by a few minor units; the remainder goes to the largest leg that has no fixed home amount.
 */
function homeAmounts(legs: readonly Leg[], rate: number): number[] {
  return legs.map((leg) => leg.home ?? roundHalfUp(leg.amount * rate));
}

function absorbRounding(legs: readonly Leg[], homes: number[], difference: number): void {
  let target = -1;
  legs.forEach((leg, index) => {
    if (index === 0 || leg.home !== undefined) return;
    if (target < 0 || Math.abs(leg.amount) > Math.abs(legs[target]?.amount ?? 0)) target = index;
  });
  if (target < 0) target = 0;
  homes[target] = (homes[target] ?? 0) - difference;
}

/**
 * The balanced entries of a transaction in home minor units; `[]` when voided or deleted.
 * Refuses (`unbalanced`) a transaction whose legs do not sum to zero in its own currency.
 */
export function toEntries(txn: Txn, context: PostingContext): Entry[] {
  if (txn.voided || txn.deleted) return [];
  const legs = RULES[txn.type](txn, context);
  const sum = legs.reduce((total, leg) => total + leg.amount, 0);
  if (sum !== 0) throw new LedgerError('unbalanced', `${txn.type} of ${txn.date} is out of balance by ${sum}`);
  const homes = homeAmounts(legs, txn.rate);
  const difference = homes.reduce((total, amount) => total + amount, 0);
  const fixed = legs.some((leg) => leg.home !== undefined);
  if (difference !== 0 && fixed) {
    legs.push({ accountId: context.exchangeGainOrLoss(), amount: 0, home: -difference, memo: 'Exchange difference' });
    homes.push(-difference);
  } else if (difference !== 0) absorbRounding(legs, homes, difference);
  return legs.flatMap((leg, index) => entryOf(leg, homes[index] ?? 0, txn, context));
}

function entryOf(leg: Leg, home: number, txn: Txn, context: PostingContext): Entry[] {
  const currency = context.currencyOf(leg.accountId);
  if (home === 0 && leg.amount === 0) return [];
  const memo = leg.memo ?? txn.memo;
  const entry: Entry = {
    accountId: leg.accountId,
    debit: Math.max(home, 0),
    credit: Math.max(-home, 0),
    cleared: false,
  };
  if (memo !== undefined) entry.memo = memo;
  if (leg.party) entry.party = leg.party;
  if (currency !== context.homeCurrency) {
    if (currency !== txn.currency)
      throw new LedgerError('bad-amount', `${txn.type} in ${txn.currency} on a ${currency} account`);
    entry.foreign = { currency, debit: Math.max(leg.amount, 0), credit: Math.max(-leg.amount, 0) };
  }
  return [entry];
}
