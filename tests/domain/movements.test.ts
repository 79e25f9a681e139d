import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Books, Posting } from '../../domain/books.js';
import { cashMovements, type CashMovement } from '../../domain/movements.js';
import { account, books, CHART, document, entry, money } from './company.js';
import { randomBooks } from './randomBooks.js';

const CASH = new Set(['checking', 'savings']);

function partsOf(postings: readonly Posting[], documents: Books['documents'] = []): string[] {
  return cashMovements(books(postings, documents), CASH).flatMap(({ parts }) =>
    parts.map((part) => `${part.direction} ${part.class} ${part.accountId} ${part.amount}`),
  );
}

describe('what one document did to cash', () => {
  it('a transfer between counted accounts is nothing', () => {
    expect(partsOf(entry('Transfer', '2026-05-01', { checking: -500, savings: 500 }))).toEqual([]);
  });

  it('a void is nothing', () => {
    expect(partsOf(entry('Check', '2026-05-01', { checking: 0, rent: 0 }))).toEqual([]);
  });

  it('a paycheck of 10,000 with 3,000 withheld is 7,000 out for wages', () => {
    const paycheck = { wages: 1_000_000, withheld: -300_000, checking: -700_000 };
    expect(partsOf(entry('Paycheck', '2026-05-01', paycheck, { documentId: null }))).toEqual([
      'OUT OPERATING wages 700000',
    ]);
  });

  it('a 30,000 vehicle with a 25,000 loan is 5,000 out', () => {
    const purchase = { vehicle: 3_000_000, loan: -2_500_000, checking: -500_000 };
    expect(partsOf(entry('Journal Entry', '2026-05-01', purchase))).toEqual(['OUT INVESTING vehicle 500000']);
  });

  it('one journal entry that takes a 40,000 loan in and pays 10,000 of rent is both', () => {
    const both = { checking: 4_000_000, loan: -4_000_000, rent: 1_000_000, 'checking#2': -1_000_000 };
    expect(partsOf(entry('Journal Entry', '2026-05-01', both))).toEqual([
      'IN FINANCING loan 4000000',
      'OUT OPERATING rent 1000000',
    ]);
  });

  it('money is spread pro rata over the other legs, the remainder to the largest', () => {
    // 100 paid on debits of 100, 101 and 99: thirds rounded down, the cent that is left to 101.
    const legs = { rent: 100, vehicle: 101, wages: 99, withheld: -200, checking: -100 };
    expect(partsOf(entry('Check', '2026-05-01', legs))).toEqual([
      'OUT OPERATING rent 33',
      'OUT INVESTING vehicle 34',
      'OUT OPERATING wages 33',
    ]);
  });

  it('a document that leaves cash alone is not a cash movement', () => {
    expect(partsOf(entry('Bill', '2026-05-01', { rent: 500, payable: -500 }))).toEqual([]);
  });

  it('says who and what from the cash leg, whatever the order of the legs', () => {
    const [cash, other] = entry(
      'Check',
      '2026-05-01',
      { checking: -500, rent: 500 },
      { documentId: '7', number: '1001' },
    );
    if (!cash || !other) throw new Error('two legs');
    const legs = [
      { ...other, name: 'Anna', memo: 'from the rent line' },
      { ...cash, name: 'Landlord', memo: null },
    ];
    const told = (order: Posting[]): CashMovement[] => cashMovements(books(order), CASH);
    expect(told(legs)).toMatchObject([
      { documentKey: 'Check:7', type: 'Check', id: '7', number: '1001', name: 'Landlord', memo: 'from the rent line' },
    ]);
    expect(told([...legs].reverse())).toEqual(told(legs));
  });
});

describe('the class of each part, by the other account', () => {
  const out = (other: string): string[] => partsOf(entry('Check', '2026-05-01', { [other]: 100, checking: -100 }));

  it.each([
    ['Client Trust', 'OWN_TRANSFER', 'a bank account not counted is an own transfer'],
    ['owner', 'FINANCING', 'equity is financing'],
    ['loan', 'FINANCING', 'a long-term liability is financing'],
    ['creditLine', 'FINANCING', 'a line of credit is a borrowing: financing'],
    ['shortLoan', 'FINANCING', 'a loan among current liabilities is a borrowing: financing'],
    ['vehicle', 'INVESTING', 'a fixed asset is investing'],
    ['deposits', 'INVESTING', 'another long-term asset is investing'],
    ['sales', 'OPERATING', 'income is operating'],
    ['rent', 'OPERATING', 'expense is operating'],
    ['goods', 'OPERATING', 'cost of goods is operating'],
    ['receivable', 'OPERATING', 'receivables are operating'],
    ['payable', 'OPERATING', 'payables are operating'],
    ['card', 'OPERATING', 'paying a credit card is operating'],
    ['withheld', 'OPERATING', 'payroll taxes are operating'],
    ['payrollClearing', 'OPERATING', 'payroll clearing is operating'],
    ['inventory', 'OPERATING', 'other current assets are operating'],
    ['an account nobody lists', 'OPERATING', 'an unknown account is operating'],
  ])('%s → %s: %s', (other, expected) => {
    expect(out(other)).toEqual([`OUT ${expected} ${other} 100`]);
  });

  it('a document with any leg on Opening Balance Equity is an opening balance', () => {
    expect(partsOf(entry('Journal Entry', '2026-05-01', { checking: 900, opening: -800, sales: -100 }))).toEqual([
      'IN OPENING opening 800',
      'IN OPENING sales 100',
    ]);
  });
});

describe('a deposit out of undeposited funds', () => {
  const deposit = entry('Deposit', '2026-05-04', { checking: 1000, undeposited: -1000 }, { documentId: 'd1' });

  function depositOf(type: 'Payment' | 'JournalEntry' | 'SalesReceipt', amount: number): Books['documents'] {
    return [document('Deposit', 'd1', '2026-05-04', { applications: [{ type, id: 'x1', amount: money(amount) }] })];
  }

  it('takes the class of the deposited payment: operating', () => {
    const payment = entry('Payment', '2026-05-01', { undeposited: 1000, receivable: -1000 }, { documentId: 'x1' });
    expect(partsOf([...deposit, ...payment], depositOf('Payment', 1000))).toEqual(['IN OPERATING undeposited 1000']);
  });

  it("takes the class of the deposited owner's cheque: financing", () => {
    const cheque = entry('Journal Entry', '2026-05-01', { undeposited: 1000, owner: -1000 }, { documentId: 'x1' });
    expect(partsOf([...deposit, ...cheque], depositOf('JournalEntry', 1000))).toEqual([
      'IN FINANCING undeposited 1000',
    ]);
  });

  it('spreads over the classes of a deposited document that has several', () => {
    const sale = { undeposited: 1000, sales: -250, vehicle: -750 };
    const receipt = entry('Sales Receipt', '2026-05-01', sale, { documentId: 'x1' });
    expect(partsOf([...deposit, ...receipt], depositOf('SalesReceipt', 1000)).sort()).toEqual([
      'IN INVESTING undeposited 750',
      'IN OPERATING undeposited 250',
    ]);
  });

  it('is an opening balance when the deposited document has a leg on Opening Balance Equity', () => {
    const opening = entry('Journal Entry', '2026-01-01', { undeposited: 1000, opening: -1000 }, { documentId: 'x1' });
    expect(partsOf([...deposit, ...opening], depositOf('JournalEntry', 1000))).toEqual(['IN OPENING undeposited 1000']);
  });

  it('is operating where it is linked to nothing, or to what the ledger does not show', () => {
    expect(partsOf(deposit)).toEqual(['IN OPERATING undeposited 1000']);
    expect(partsOf(deposit, depositOf('Payment', 1000))).toEqual(['IN OPERATING undeposited 1000']);
  });

  it('is operating for the part that is not linked', () => {
    const cheque = entry('Journal Entry', '2026-05-01', { undeposited: 400, owner: -400 }, { documentId: 'x1' });
    expect(partsOf([...deposit, ...cheque], depositOf('JournalEntry', 400)).sort()).toEqual([
      'IN FINANCING undeposited 400',
      'IN OPERATING undeposited 600',
    ]);
  });

  it('is operating when the deposited document only moved money into undeposited funds from itself', () => {
    const loop = entry(
      'Journal Entry',
      '2026-05-01',
      { undeposited: 1000, 'undeposited#2': -1000 },
      { documentId: 'x1' },
    );
    expect(partsOf([...deposit, ...loop], depositOf('JournalEntry', 1000))).toEqual(['IN OPERATING undeposited 1000']);
  });

  it('counts a bank fee kept back from it as less money in', () => {
    const kept = { checking: 970, fees: 30, undeposited: -1000 };
    expect(partsOf(entry('Deposit', '2026-05-04', kept, { documentId: 'd9' }))).toEqual([
      'IN OPERATING undeposited 970',
    ]);
  });
});

describe('properties of cash movements', () => {
  const sizeOf = (movement: CashMovement): number =>
    movement.parts.reduce((total, { direction, amount }) => total + (direction === 'IN' ? amount : -amount), 0);

  it('conserve cash: in − out of every document is the change of counted cash', () => {
    fc.assert(
      fc.property(randomBooks, (random) => {
        const change = new Map<string, number>();
        for (const { accountId, documentKey, debit, credit } of random.postings) {
          if (CASH.has(accountId)) change.set(documentKey, (change.get(documentKey) ?? 0) + debit - credit);
        }
        const movements = cashMovements(random, CASH);
        for (const movement of movements) expect(sizeOf(movement)).toBe(change.get(movement.documentKey));
        const moved = new Set(movements.map(({ documentKey }) => documentKey));
        for (const [key, size] of change) if (!moved.has(key)) expect(size).toBe(0);
      }),
    );
  });

  it('have a class, a direction and an amount above zero in every part', () => {
    fc.assert(
      fc.property(randomBooks, (random) => {
        for (const part of cashMovements(random, CASH).flatMap(({ parts }) => parts)) {
          expect(['OPERATING', 'INVESTING', 'FINANCING', 'OWN_TRANSFER', 'OPENING']).toContain(part.class);
          expect(part.amount).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('do not depend on the order of postings', () => {
    fc.assert(
      fc.property(randomBooks, fc.infiniteStream(fc.nat()), (random, keys) => {
        const shuffled = random.postings
          .map((posting) => ({ posting, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ posting }) => posting);
        expect(cashMovements({ ...random, postings: shuffled }, CASH)).toEqual(cashMovements(random, CASH));
      }),
    );
  });

  it('do not change when a counted account is split in two', () => {
    fc.assert(
      fc.property(randomBooks, (random) => {
        const accounts = [...CHART, account('checking2', 'Bank', 'Checking')];
        const postings = random.postings.map((posting, position) =>
          posting.accountId === 'checking' && position % 2 === 0 ? { ...posting, accountId: 'checking2' } : posting,
        );
        const split = cashMovements({ ...random, accounts, postings }, new Set([...CASH, 'checking2']));
        expect(split).toEqual(cashMovements(random, CASH));
      }),
    );
  });

  it('do not change when a leg is split in two of the same account', () => {
    fc.assert(
      fc.property(randomBooks, (random) => {
        const postings = random.postings.flatMap((posting) => {
          const half = (amount: number): number => Math.floor(amount / 3);
          const first = { ...posting, debit: money(half(posting.debit)), credit: money(half(posting.credit)) };
          const second = {
            ...posting,
            debit: money(posting.debit - first.debit),
            credit: money(posting.credit - first.credit),
          };
          return [first, second];
        });
        expect(cashMovements({ ...random, postings }, CASH)).toEqual(cashMovements(random, CASH));
      }),
    );
  });
});
