import { RULE_IDS, type RuleId } from '../ruleIds.js';
import type { Rule } from '../rule.js';
import { settingValuesIn } from '../settings.js';
import { billPaidAsExpense } from './billPaidAsExpense.js';
import { billWithoutDueDate } from './billWithoutDueDate.js';
import { clearingAccountBalance } from './clearingAccountBalance.js';
import { closedPeriodEntry } from './closedPeriodEntry.js';
import { dormantBankAccount } from './dormantBankAccount.js';
import { duplicateBillAmount } from './duplicateBillAmount.js';
import { duplicateBillNumber } from './duplicateBillNumber.js';
import { duplicateExpense } from './duplicateExpense.js';
import { duplicateInvoice } from './duplicateInvoice.js';
import { duplicateVendor } from './duplicateVendor.js';
import { expenseWithoutPayee } from './expenseWithoutPayee.js';
import { futureDated } from './futureDated.js';
import { invoicePaidAsDeposit } from './invoicePaidAsDeposit.js';
import { journalOnControlAccount } from './journalOnControlAccount.js';
import { missingReceipt } from './missingReceipt.js';
import { negativeBalance } from './negativeBalance.js';
import { negativeBank } from './negativeBank.js';
import { negativePayables } from './negativePayables.js';
import { negativeReceivables } from './negativeReceivables.js';
import { openingBalanceEquity } from './openingBalanceEquity.js';
import { overdueBill } from './overdueBill.js';
import { staleInvoice } from './staleInvoice.js';
import { unappliedCredit } from './unappliedCredit.js';
import { unappliedPayment } from './unappliedPayment.js';
import { uncategorisedTransaction } from './uncategorisedTransaction.js';
import { unclearedEntry } from './unclearedEntry.js';
import { undepositedFundsAgeing } from './undepositedFundsAgeing.js';
import { unusualEntry } from './unusualEntry.js';
import { vendorWithoutTaxId } from './vendorWithoutTaxId.js';

/** Every rule; the order does not matter. */
const ALL: readonly Rule[] = [
  billPaidAsExpense,
  billWithoutDueDate,
  clearingAccountBalance,
  closedPeriodEntry,
  dormantBankAccount,
  duplicateBillAmount,
  duplicateBillNumber,
  duplicateExpense,
  duplicateInvoice,
  duplicateVendor,
  expenseWithoutPayee,
  futureDated,
  invoicePaidAsDeposit,
  journalOnControlAccount,
  missingReceipt,
  negativeBalance,
  negativeBank,
  negativePayables,
  negativeReceivables,
  openingBalanceEquity,
  overdueBill,
  staleInvoice,
  unappliedCredit,
  unappliedPayment,
  uncategorisedTransaction,
  unclearedEntry,
  undepositedFundsAgeing,
  unusualEntry,
  vendorWithoutTaxId,
];

/** A rule that is given the firm's values and reads those of the client's currency. */
function inHomeCurrency(rule: Rule): Rule {
  return {
    ...rule,
    find: (source, values) => rule.find(source, settingValuesIn(values, source.books.homeCurrency)),
  };
}

const IN_HOME_CURRENCY = ALL.map(inHomeCurrency);

/** The rules by their ids. */
export const RULES = Object.fromEntries(IN_HOME_CURRENCY.map((rule) => [rule.id, rule])) as Readonly<
  Record<RuleId, Rule>
>;

/** The rules in the order of their ids. */
export const RULE_LIST: readonly Rule[] = RULE_IDS.map((id) => RULES[id]);
