/** Wages every other Friday or twice a month, the taxes on them the month after. None of it exists as an API entity. */
import { addDays, monthEnd, monthStart } from '../../ledger/calendar.js';
import { minor, type Book } from '../book.js';
import { weekNumber } from '../levels.js';
import { Names } from '../names.js';

const EMPLOYER_TAX = 0.0765;
const WITHHELD = 0.22;
const PAY_WEEKDAY = 5;
const PERIOD_WEEKS = { biweekly: 2, twiceMonthly: 52 / 24 };

/** The company's employees, who exist on paychecks alone. */
function employees(book: Book): { id: string; name: string; weight: number }[] {
  const names = new Names(`${book.spec.realmId}:staff`);
  return Array.from({ length: book.spec.staff }, (_, index) => ({
    id: String(index + 1),
    name: names.person(),
    weight: book.randomOf(`wage:${index}`).between(0.7, 1.3),
  }));
}

export function runPayroll(book: Book): void {
  if (book.spec.staff === 0) return;
  if (isPayday(book)) payWages(book);
  if (book.dayOfMonth() === book.ownMonthDay('payroll tax', 6, 24)) payPayrollTax(book);
  if (book.date === monthEnd(book.date) && book.random('adjustment').chance(0.08)) adjust(book);
}

function isPayday(book: Book): boolean {
  if (book.spec.payDays === 'biweekly')
    return book.weekday() === PAY_WEEKDAY && weekNumber(book.date) % 2 === Number(book.spec.realmId.at(-2)) % 2;
  return book.dayOfMonth() === 13 || book.date === addDays(monthEnd(book.date), -1);
}

function payWages(book: Book): void {
  const staff = employees(book);
  const whole = staff.reduce((sum, { weight }) => sum + weight, 0);
  const gross =
    (book.weeklyOut(book.spec.trade.payrollShare) * PERIOD_WEEKS[book.spec.payDays ?? 'twiceMonthly']) /
    (1 + EMPLOYER_TAX);
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
  const due = -book.company.balance(book.account('payrollLiabilities'), addDays(monthStart(book.date), -1));
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
