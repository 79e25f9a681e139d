import { RULE_IDS, type RuleId } from '../ruleIds.js';
import type { Rule } from '../rule.js';
import { clearingAccountBalance } from './clearingAccountBalance.js';
import { closedPeriodEntry } from './closedPeriodEntry.js';
import { dormantBankAccount } from './dormantBankAccount.js';
import { expenseWithoutPayee } from './expenseWithoutPayee.js';
import { futureDated } from './futureDated.js';
import { journalOnControlAccount } from './journalOnControlAccount.js';
import { negativeBalance } from './negativeBalance.js';
import { negativeBank } from './negativeBank.js';
import { negativePayables } from './negativePayables.js';
import { negativeReceivables } from './negativeReceivables.js';
import { openingBalanceEquity } from './openingBalanceEquity.js';
import { unclearedEntry } from './unclearedEntry.js';
import { unusualEntry } from './unusualEntry.js';
import { vendorWithoutTaxId } from './vendorWithoutTaxId.js';

/** Every rule; the order does not matter. */
const ALL: readonly Rule[] = [
  clearingAccountBalance,
  closedPeriodEntry,
  dormantBankAccount,
  expenseWithoutPayee,
  futureDated,
  journalOnControlAccount,
  negativeBalance,
  negativeBank,
  negativePayables,
  negativeReceivables,
  openingBalanceEquity,
  unclearedEntry,
  unusualEntry,
  vendorWithoutTaxId,
];

/** The rules by their ids. */
export const RULES = Object.fromEntries(ALL.map((rule) => [rule.id, rule])) as Readonly<Record<RuleId, Rule>>;

/** The rules in the order of their ids. */
export const RULE_LIST: readonly Rule[] = RULE_IDS.flatMap((id) => ALL.filter((rule) => rule.id === id));
