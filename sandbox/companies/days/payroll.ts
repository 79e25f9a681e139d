/**
 * Wages on Fridays, each of two groups of staff every other week, so that every week costs about the same; the taxes on
 * them the Tuesday after. None of it exists as an API entity.
 */
import { addDays, monthEnd } from '../../ledger/calendar.js';
import { minor, type Book } from '../book.js';
import { weekNumber } from '../levels.js';
import { Names } from '../names.js';

const EMPLOYER_TAX = 0.0765;
const WITHHELD = 0.22;
const PAY_WEEKDAY = 5;
const TAX_WEEKDAY = 2;
const GROUPS = 2;

/** The company's employees, who exist on paychecks alone. */
function employees(book: Book): { id: string; name: string; weight: number }[] {
  const names = new Names(`${book.spec.realmId}:staff`);
  return Array.from({ length: Math.max(2, Math.ceil(book.spec.staff * 0.5)) }, (_, index) => ({
    id: String(index + 1),
    name: names.person(),
    weight: book.randomOf(`wage:${index}`).between(0.7, 1.3),
  }));
}

export function runPayroll(book: Book): void {
  if (book.spec.staff === 0) return;
  if (book.weekday() === PAY_WEEKDAY) payWages(book);
  if (book.weekday() === TAX_WEEKDAY && (!book.isLongAgo() || weekNumber(book.date) % 4 === 0)) payPayrollTax(book);
  if (book.date === monthEnd(book.date) && book.random('adjustment').chance(0.08)) adjust(book);
}

function payWages(book: Book): void {
  const group = weekNumber(book.date) % GROUPS;
  const staff = employees(book).filter((_, index) => index % GROUPS === group);
  const whole = staff.reduce((sum, { weight }) => sum + weight, 0);
  const gross = book.weeklyOut(book.spec.trade.payrollShare) / (1 + EMPLOYER_TAX);
  const bank = book.account(book.spec.payrollAccount === true ? 'payrollBank' : 'checking');
  let paid = 0;
  for (const { id, name, weight } of staff) {
    const wage = minor(((gross * weight) / whole) * book.random(`hours:${id}`).around(1, 0.03));
    const employer = Math.round(wage * EMPLOYER_TAX);
    const txn = book.post({
      type: 'Paycheck',
      party: { kind: 'Employee', id, name },
      number: `P${book.company.txns('Paycheck').length + 1}`,
      accountId: bank,
      lines: [
        { accountId: book.account('wages'), amount: wage, side: 'debit', description: 'Gross pay' },
        { accountId: book.account('payrollTax'), amount: employer, side: 'debit', description: "Employer's taxes" },
        {
          accountId: book.account('payrollLiabilities'),
          amount: Math.round(wage * WITHHELD) + employer,
          side: 'credit',
          description: 'Withheld and due',
        },
      ],
    });
    paid += txn.total;
  }
  if (book.spec.payrollAccount === true)
    book.post({
      type: 'Transfer',
      total: paid,
      accountId: book.account('checking'),
      toAccountId: bank,
      memo: 'Fund payroll',
    });
}

function payPayrollTax(book: Book): void {
  const due = -book.company.balance(book.account('payrollLiabilities'), addDays(book.date, -1));
  if (due <= 0) return;
  book.post({
    type: 'PayrollTaxPayment',
    accountId: book.account('checking'),
    number: `T${book.company.txns('PayrollTaxPayment').length + 1}`,
    memo: 'Federal and state payroll taxes',
    lines: [{ accountId: book.account('payrollLiabilities'), amount: due, side: 'debit' }],
  });
}

function adjust(book: Book): void {
  book.post({
    type: 'PayrollAdjustment',
    memo: 'Rounding of filed taxes',
    lines: [
      { accountId: book.account('payrollLiabilities'), amount: 137, side: 'debit' },
      { accountId: book.account('payrollTax'), amount: 137, side: 'credit' },
    ],
  });
}
