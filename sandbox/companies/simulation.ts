/** Posts a company's days, each as a whole, in the order in which a business works. */
import { addDays } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import { Book, type Founding } from './book.js';
import type { CompanySpec } from './companySpec.js';
import { bank } from './days/banking.js';
import { payBills } from './days/billPayments.js';
import { collect } from './days/collections.js';
import { correct } from './days/corrections.js';
import { happen } from './days/events.js';
import { finance } from './days/financing.js';
import { runPayroll } from './days/payroll.js';
import { buy } from './days/purchases.js';
import { rescue } from './days/rescue.js';
import { sell } from './days/sales.js';
import { steer } from './days/steering.js';
import { payTaxes } from './days/taxes.js';
import { setUp } from './openings.js';
import { plant } from './planting.js';

const STEPS: readonly ((book: Book) => void)[] = [
  happen,
  plant,
  sell,
  collect,
  bank,
  buy,
  payBills,
  runPayroll,
  payTaxes,
  finance,
  correct,
  rescue,
  steer,
];

/** Days after which the journal is handed to the operating system, so that memory stays small while founding. */
const DAYS_A_FLUSH = 90;

/**
 * Posts every day after the last one posted, up to and including `today` (the company's own date). What a day posts
 * follows from the seed, the origin and the ledger before it, so that restarts change nothing.
 */
export function simulateThrough(company: Company, spec: CompanySpec, today: string, founding: Founding): void {
  const last = company.simulatedThrough();
  let day = last === undefined ? company.profile.startDate : addDays(last, 1);
  if (day > today) return;
  const book = new Book(company, spec, founding);
  for (let count = 1; day <= today; day = addDays(day, 1), count += 1) {
    book.begin(day);
    company.recordDay(day, book.at(), () => {
      if (company.accounts().length === 0) setUp(book);
      for (const step of STEPS) step(book);
    });
    if (count % DAYS_A_FLUSH === 0) company.flush();
  }
  company.flush();
}
