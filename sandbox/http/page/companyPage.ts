import type { Company } from '../../ledger/company.js';
import type { Account } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { changeForms } from './changeForms.js';
import type { Refusal } from './formFields.js';
import { layout } from './layout.js';
import { markup, type Markup } from './markup.js';
import { transactionList, type ListQuery } from './transactionList.js';

export interface CompanyView {
  company: Company;
  /** The company's date. */
  today: string;
  query: ListQuery;
  refusal: Refusal | undefined;
  /** Shown above everything: what was just written. */
  said: Markup | undefined;
  endpoint: string;
}

const NATURAL_CREDIT = [
  'Accounts Payable',
  'Credit Card',
  'Other Current Liability',
  'Long Term Liability',
  'Equity',
  'Income',
  'Other Income',
];

function accountRow(company: Company, account: Account): Markup {
  const sign = NATURAL_CREDIT.includes(account.type) ? -1 : 1;
  return markup`<tr><td>${company.fullName(account)}${account.active ? '' : markup` <span class="tag">inactive</span>`}<br><span class="soft">${account.type}</span></td><td class="num">${decimal(sign * company.balance(account.id))}</td></tr>`;
}

function accounts(company: Company): Markup {
  return markup`<section class="card" aria-labelledby="accounts"><h2 id="accounts">Accounts</h2><div class="scroll" tabindex="0" role="group" aria-label="Accounts and balances"><table><thead><tr><th scope="col">Account</th><th scope="col" class="num">Balance, ${company.profile.homeCurrency}</th></tr></thead><tbody>${company.accounts().map((account) => accountRow(company, account))}</tbody></table></div></section>`;
}

/** The card that says why a change was refused. */
export const refusedCard = (refusal: Refusal | undefined): Markup | undefined =>
  refusal &&
  markup`<div class="card refused" role="alert"><p class="bad">Nothing was written: ${refusal.message}</p></div>`;

/** A company's books: forms, transactions, accounts. */
export function companyPage({ company, today, query, refusal, said, endpoint }: CompanyView): string {
  const { name, realmId, industry } = company.profile;
  const above = markup`<p><a href="/books">All companies</a></p><h1>${name}</h1><p class="soft">${industry} · company ${realmId} · today is ${today} · ${endpoint}</p>`;
  const forms = changeForms(company, `/books/${realmId}`, today, refusal);
  return layout(
    name,
    above,
    markup`${said ?? ''}${refusedCard(refusal) ?? ''}<div class="grid"><div>${forms}</div>${transactionList(company, query)}${accounts(company)}</div>`,
  );
}

/** Every company, by name. */
export function companiesPage(companies: readonly Company[], connected: (realmId: string) => boolean): string {
  const rows = companies
    .toSorted((a, b) => a.profile.name.localeCompare(b.profile.name))
    .map(
      ({ profile: { realmId, name, industry } }) =>
        markup`<tr><td><a href="/books/${realmId}">${name}</a></td><td>${industry}</td><td class="wide-only">${realmId}</td><td>${connected(realmId) ? markup`<span class="tag">connected</span>` : ''}</td></tr>`,
    );
  return layout(
    'Companies',
    markup`<h1>Companies</h1><p class="soft">Look into a company’s books, or change them by hand and watch the app follow.</p>`,
    markup`<section class="card" aria-label="Companies"><div class="scroll" tabindex="0" role="group" aria-label="Companies, by name"><table><thead><tr><th scope="col">Name</th><th scope="col">Industry</th><th scope="col" class="wide-only">Company id</th><th scope="col">App</th></tr></thead><tbody>${rows}</tbody></table></div></section>`,
  );
}
