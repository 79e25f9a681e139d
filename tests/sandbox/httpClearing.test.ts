import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../sandbox/ledger/calendar.js';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import type { Company } from '../../sandbox/ledger/company.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { generalLedger } from '../../sandbox/http/reports/generalLedger.js';
import { flat, type Report } from './reportReading.js';
import { smallCompany, TODAY } from './smallCompany.js';

interface Line {
  date: string;
  account: string;
  txn: string;
  cleared: string;
}

function lines(company: Company, today: string, start: string): Line[] {
  const query = new URLSearchParams({
    columns: 'tx_date,txn_type,is_cleared,account_name',
    start_date: start,
    end_date: addDays(today, 60),
  });
  const report = generalLedger({ company, query, today, now: new Date(`${today}T12:00:00Z`) }) as unknown as Report;
  return flat(report.Rows.Row).flatMap(({ ColData: cells }) =>
    cells && /^\d{4}-/.test(cells[0]?.value ?? '')
      ? [
          {
            date: cells[0]?.value ?? '',
            txn: cells[1]?.id ?? '',
            cleared: cells[2]?.value ?? '',
            account: company.account(cells[3]?.id ?? '')?.type ?? '',
          },
        ]
      : [],
  );
}

const onBank = ({ account }: Line): boolean => account === 'Bank' || account === 'Credit Card';

describe('the general ledger’s clearing', () => {
  it('says C on bank and card accounts alone, after 45 days where books were never reconciled', () => {
    const { company } = smallCompany();
    const all = lines(company, TODAY, '2020-01-01');
    const last = addDays(TODAY, -46);
    expect(all.length).toBeGreaterThan(10);
    for (const line of all) expect(line.cleared).toBe(onBank(line) && line.date <= last ? 'C' : '');
    const later = lines(company, addDays(TODAY, 46), '2020-01-01').filter(onBank);
    expect(later.filter(({ date, cleared }) => date <= TODAY && cleared !== 'C')).toEqual([]);
  });

  it('says C through the day of the first start, but for what is planted as uncleared', async () => {
    const specs = CATALOGUE.filter(({ name }) => name === 'Iron Anchor Gym');
    const store = await SandboxStore.open({ dataDir: null, seed: 'demo', today: TODAY, specs });
    const [company] = store.companies();
    if (!company) throw new Error('no company');
    await store.catchUp(addDays(TODAY, 14));
    const bank = lines(company, addDays(TODAY, 14), addDays(TODAY, -200)).filter(onBank);
    const [planted] = company.planted().get('iron-anchor-gym/uncleared-entry') ?? [];
    const open = bank.filter(({ cleared }) => cleared === '');
    expect(open.filter(({ date }) => date <= TODAY).map(({ txn }) => txn)).toEqual([planted?.id]);
    expect(open.filter(({ date }) => date > TODAY).length).toBeGreaterThan(3);
    expect(bank.filter(({ date, cleared }) => date > TODAY && cleared === 'C')).toEqual([]);
  });
});
