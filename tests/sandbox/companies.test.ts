import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import { PLANTED_PROBLEMS } from '../../sandbox/companies/plantedProblems.js';
import { plantedProblemsDocument } from '../../sandbox/companies/plantedProblemsDocument.js';
import { SITUATIONS } from '../../sandbox/companies/situations.js';
import { addDays, daysBetween } from '../../sandbox/ledger/calendar.js';
import type { Company } from '../../sandbox/ledger/company.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import type { PlantedRef, TxnType } from '../../sandbox/ledger/types.js';
import { FINDERS } from './companiesFindings.js';
import { SHOWS, View } from './companiesSituations.js';

jest.setTimeout(60_000);

const TODAY = '2026-11-21';

let store: SandboxStore;
const byName = new Map<string, Company>();
beforeAll(async () => {
  store = await SandboxStore.open({ dataDir: null, seed: 'demo', today: TODAY });
  for (const company of store.companies()) byName.set(company.profile.name, company);
});

const named = (name: string): Company => {
  const company = byName.get(name);
  if (!company) throw new Error(`No company ${name}`);
  return company;
};

describe('the catalogue', () => {
  it('has fifty companies to connect and one that waits, each with a realm id and a name of its own', () => {
    expect(CATALOGUE.filter(({ unconnected }) => unconnected !== true)).toHaveLength(50);
    expect(CATALOGUE).toHaveLength(51);
    expect(new Set(CATALOGUE.map(({ realmId }) => realmId)).size).toBe(51);
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(51);
    for (const { realmId } of CATALOGUE) expect(realmId).toMatch(/^\d{16}$/);
    expect(new Set(CATALOGUE.map(({ trade }) => trade.industry)).size).toBeGreaterThanOrEqual(20);
  });

  it('keeps tidy companies free of what would untidy them', () => {
    const tidy = CATALOGUE.filter((spec) => spec.tidy === true);
    expect(tidy).toHaveLength(5);
    for (const spec of tidy)
      expect([spec.corrections, spec.events, spec.paysBillsLate]).toEqual([undefined, undefined, undefined]);
  });
});

describe('double entry', () => {
  it('balances every transaction of every company to the minor unit', () => {
    for (const company of store.companies()) {
      for (const txn of company.txns()) {
        const entries = company.entries(txn);
        const difference = entries.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
        if (difference !== 0) throw new Error(`${company.profile.name}: ${txn.type} ${txn.id} is off by ${difference}`);
        if (
          entries.some(
            ({ debit, credit }) =>
              !Number.isSafeInteger(debit) ||
              !Number.isSafeInteger(credit) ||
              debit < 0 ||
              credit < 0 ||
              (debit > 0 && credit > 0),
          )
        )
          throw new Error(`${company.profile.name}: ${txn.type} ${txn.id} has an odd leg`);
      }
    }
  });

  it('has a trial balance of zero every fortnight, equal to a sum over the entries', () => {
    for (const company of store.companies()) {
      for (let date = company.profile.startDate; date <= TODAY; date = addDays(date, 14))
        expect(company.accounts().reduce((sum, { id }) => sum + company.balance(id, date), 0)).toBe(0);
      const sums = new Map<string, number>();
      for (const { entry } of company.entriesBetween('', TODAY))
        sums.set(entry.accountId, (sums.get(entry.accountId) ?? 0) + entry.debit - entry.credit);
      for (const { id } of company.accounts()) expect(company.balance(id, TODAY)).toBe(sums.get(id) ?? 0);
    }
  });

  it('keeps receivables and payables equal to open documents less unapplied money, at home', () => {
    for (const company of store.companies().filter(({ profile }) => !profile.multiCurrency)) {
      const open = (type: TxnType) => company.txns(type).reduce((sum, txn) => sum + company.openBalance(txn), 0);
      const journaled = (subType: string): number =>
        company
          .txns('JournalEntry')
          .flatMap((txn) => company.entries(txn))
          .filter(({ accountId }) => accountId === company.accountBySubType(subType).id)
          .reduce((sum, { debit, credit }) => sum + debit - credit, 0);
      expect(company.balance(company.accountBySubType('AccountsReceivable').id)).toBe(
        open('Invoice') - open('Payment') - open('CreditMemo') + journaled('AccountsReceivable'),
      );
      expect(company.balance(company.accountBySubType('AccountsPayable').id)).toBe(
        open('BillPayment') + open('VendorCredit') - open('Bill') + journaled('AccountsPayable'),
      );
    }
  });

  it('dates nothing before the company began and stamps nothing after the day it was entered', () => {
    const latest = `${addDays(TODAY, 1)}T12`;
    for (const company of store.companies()) {
      const { startDate } = company.profile;
      const odd = company
        .txns()
        .filter((txn) => txn.date < startDate || txn.createdAt > txn.updatedAt || txn.updatedAt >= latest);
      expect(odd).toEqual([]);
    }
  });
});

describe('situations', () => {
  it.each(SITUATIONS.map(({ id }) => id))('%s occurs in every company that is said to show it', (id) => {
    const situation = SITUATIONS.find((other) => other.id === id);
    expect(situation?.companies.length).toBeGreaterThan(0);
    const without = situation?.companies.filter((name) => !SHOWS[id]?.(new View(named(name), TODAY)));
    expect(without).toEqual([]);
  });

  it('spreads the fifty over the statuses as an advisor would meet them', () => {
    const count: Record<string, number> = {};
    for (const { name } of CATALOGUE.filter(({ unconnected }) => unconnected !== true)) {
      const view = new View(named(name), TODAY);
      const weeks = view.runway();
      const young = daysBetween(view.company.profile.startDate, TODAY) + 1 < 28;
      const status = young
        ? 'none'
        : weeks === 'gaining'
          ? weeks
          : weeks < 5
            ? 'critical'
            : weeks < 13
              ? 'tight'
              : weeks <= 50
                ? 'clear'
                : 'over';
      count[status] = (count[status] ?? 0) + 1;
    }
    expect(count).toEqual({ critical: 5, tight: 13, clear: 17, over: 4, gaining: 9, none: 2 });
  });
});

describe('planted problems', () => {
  const known = (company: Company, { kind, id }: PlantedRef): boolean => {
    if (kind === 'Account') return company.account(id) !== undefined;
    if (kind === 'Customer' || kind === 'Vendor') return company.party(id, kind) !== undefined;
    const txn = company.txn(kind, id);
    return txn !== undefined && !txn.voided && !txn.deleted;
  };

  it('covers every rule, each row once', () => {
    expect(new Set(PLANTED_PROBLEMS.map(({ rule }) => rule))).toEqual(new Set(Object.keys(FINDERS)));
    expect(new Set(PLANTED_PROBLEMS.map(({ key }) => key)).size).toBe(PLANTED_PROBLEMS.length);
  });

  it.each(PLANTED_PROBLEMS.map(({ key }) => key))('%s is in the ledger and a check finds it', (key) => {
    const problem = PLANTED_PROBLEMS.find((other) => other.key === key);
    if (!problem) throw new Error(key);
    const company = named(problem.company);
    const refs = company.planted().get(key) ?? [];
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) expect(known(company, ref)).toBe(true);
    const found = FINDERS[problem.rule](company, TODAY);
    expect(refs.map(({ kind, id }) => `${kind}:${id}`).some((name) => found.includes(name))).toBe(true);
  });

  it('leaves the tidy companies without a finding of any rule, today and two weeks on', async () => {
    const specs = CATALOGUE.filter((spec) => spec.tidy === true);
    const later = await SandboxStore.open({ dataDir: null, seed: 'demo', today: TODAY, specs });
    const findings = (companies: readonly Company[], date: string): string[] =>
      companies.flatMap((company) =>
        Object.entries(FINDERS).flatMap(([rule, find]) =>
          find(company, date).map((found) => `${company.profile.name} ${rule} ${found}`),
        ),
      );
    expect(findings(later.companies(), TODAY)).toEqual([]);
    await later.catchUp(addDays(TODAY, 14));
    expect(findings(later.companies(), addDays(TODAY, 14))).toEqual([]);
  });

  it('is what the document says', () => {
    expect(readFileSync(join(process.cwd(), 'docs/sandbox/planted-problems.md'), 'utf8')).toBe(
      plantedProblemsDocument(),
    );
  });
});
