import { describe, expect, it } from '@jest/globals';
import { bulkCompany } from '../../sandbox/companies/bulk.js';

const REALM = '9130000000000900';
const TODAY = '2026-11-20';

describe('a bulk company', () => {
  const company = bulkCompany(REALM, 1_500, TODAY);

  it('has as many documents as were asked for, over eighteen months', () => {
    const txns = [...company.txns()];
    expect(txns).toHaveLength(1_500);
    expect(txns[0]?.date).toBe('2025-05-21');
    expect(txns.at(-1)?.date).toBe(TODAY);
  });

  it('balances, is paid and pays, and keeps cash above zero', () => {
    const sums = new Map<string, number>();
    for (const txn of company.txns()) {
      let total = 0;
      for (const { accountId, debit, credit } of company.entries(txn)) {
        sums.set(accountId, (sums.get(accountId) ?? 0) + debit - credit);
        total += debit - credit;
      }
      expect(total).toBe(0);
    }
    const balance = (name: string) => sums.get(company.accounts().find((one) => one.name === name)?.id ?? '') ?? 0;
    expect(balance('Checking')).toBeGreaterThan(0);
    expect(balance('Accounts Receivable (A/R)')).toBeGreaterThan(0);
    expect(balance('Accounts Payable (A/P)')).toBeLessThan(0);
    expect(new Set([...company.txns()].map(({ type }) => type)).size).toBe(9);
  });

  it('is the same each time it is made', () => {
    expect([...bulkCompany(REALM, 1_500, TODAY).txns()]).toEqual([...company.txns()]);
  });
});
