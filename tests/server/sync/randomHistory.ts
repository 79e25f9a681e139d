import { LedgerError } from '../../../sandbox/ledger/ledgerError.js';
import type { Company } from '../../../sandbox/ledger/company.js';
import type { Attachment, PartyRef, PostInput, Txn, TxnType } from '../../../sandbox/ledger/types.js';
import { emptyCompany, type SmallCompany } from '../../sandbox/smallCompany.js';

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A company of half a year with something of everything, cheap to read as a whole. */
export function youngCompany(): SmallCompany {
  const made = emptyCompany({ startDate: '2026-06-01' });
  const { company, ids } = made;
  const at = '2026-06-01T12:00:00Z';
  const opening = [
    { accountId: ids['checking'] ?? '', amount: 5_000_000, side: 'debit' as const },
    { accountId: ids['opening'] ?? '', amount: 5_000_000, side: 'credit' as const },
  ];
  company.post({ type: 'JournalEntry', date: '2026-06-01', lines: opening }, at);
  const history = new RandomHistory(made, randomOf(1));
  for (let step = 0; step < 60; step += 1) history.step(at);
  return made;
}

const ENTITIES: readonly TxnType[] = [
  'Bill',
  'Invoice',
  'Purchase',
  'SalesReceipt',
  'JournalEntry',
  'Transfer',
  'Payment',
  'BillPayment',
  'Deposit',
  'CreditMemo',
  'VendorCredit',
];
const PAYROLL: readonly TxnType[] = ['Paycheck'];
/** The stand-in's receipts of card purchases have this number more than the purchase. */
const FIRST_RECEIPT_ID = 1_000_000_000;

/** What people do in QuickBooks, one thing a step, drawn from a source of numbers. */
export class RandomHistory {
  /** What was done, to read a failure by. */
  readonly done: string[] = [];
  readonly #company: Company;
  #named = 0;

  constructor(
    private readonly small: SmallCompany,
    private readonly random: () => number,
  ) {
    this.#company = small.company;
  }

  /** Does one thing at an instant; what the ledger refuses is drawn anew. */
  step(at: string): void {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const [name, act] = this.#pick(this.#acts);
      try {
        const said = act(at);
        if (said === null) continue;
        this.done.push(`${name} ${said}`);
        return;
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
      }
    }
  }

  readonly #acts: readonly (readonly [string, (at: string) => string | null])[] = [
    ...Array.from({ length: 4 }, () => ['post', (at: string) => this.#post(this.#draft(), at)] as const),
    ['pay', (at) => this.#pay('Invoice', 'Payment', at)],
    ['pay', (at) => this.#pay('Bill', 'BillPayment', at)],
    ['deposit', (at) => this.#deposit(at)],
    ['paycheck', (at) => this.#post(this.#paycheck(), at)],
    ['change', (at) => this.#change(at)],
    ['redate', (at) => this.#redate(ENTITIES, at)],
    ['redate', (at) => this.#redate(PAYROLL, at)],
    ['move', (at) => this.#moveToAnother(at)],
    ['void', (at) => this.#end('voidTxn', ENTITIES, at)],
    ['delete', (at) => this.#end('deleteTxn', ENTITIES, at)],
    ['delete', (at) => this.#end('deleteTxn', PAYROLL, at)],
    ['party', (at) => this.#party(at)],
    ['account', (at) => this.#account(at)],
    ['file', (at) => this.#file(at)],
    ['file', (at) => this.#file(at)],
  ];

  #draft(): PostInput {
    const { ids, ref } = this.small;
    const lines = (account: string): PostInput['lines'] => [{ accountId: ids[account] ?? '', amount: this.#amount() }];
    const date = this.#date();
    const checking = ids['checking'] ?? '';
    return this.#pick<() => PostInput>([
      () => ({ type: 'Bill', date, party: ref('beans'), dueDate: date, lines: lines('cogs') }),
      () => ({ type: 'Invoice', date, party: ref('amy'), dueDate: date, lines: lines('sales') }),
      () => ({ type: 'Purchase', date, payType: 'Check', accountId: checking, lines: lines('rent') }),
      () => ({ type: 'Purchase', date, payType: 'CreditCard', accountId: ids['card'] ?? '', lines: lines('fuel') }),
      () => ({ type: 'SalesReceipt', date, party: ref('bill'), lines: lines('sales') }),
      () => ({ type: 'CreditMemo', date, party: ref('bill'), lines: lines('sales') }),
      () => ({ type: 'VendorCredit', date, party: ref('beans'), lines: lines('cogs') }),
      () => ({ type: 'Transfer', date, accountId: checking, toAccountId: ids['savings'] ?? '', total: this.#amount() }),
      () => this.#journal(date),
    ])();
  }

  #journal(date: string): PostInput {
    const { ids } = this.small;
    const amount = this.#amount();
    return {
      type: 'JournalEntry',
      date,
      lines: [
        { accountId: ids['auto'] ?? '', amount, side: 'debit' },
        { accountId: ids['loan'] ?? '', amount, side: 'credit' },
      ],
    };
  }

  #paycheck(): PostInput {
    const { ids, ref } = this.small;
    const [gross, withheld] = [this.#amount() + 1_000_000, this.#amount()];
    const lines = [
      { accountId: ids['wages'] ?? '', amount: gross, side: 'debit' as const },
      { accountId: ids['payroll'] ?? '', amount: withheld, side: 'credit' as const },
    ];
    const number = String(this.#whole(1_000_000));
    const accountId = ids['checking'] ?? '';
    return { type: 'Paycheck', date: this.#date(), number, party: ref('employee'), accountId, lines };
  }

  #post(input: PostInput, at: string): string {
    const { type, id, date, payType } = this.#company.post(input, at);
    // A receipt of its own: what the stand-in makes up follows its purchase without being changed itself.
    if (payType === 'CreditCard') this.#keepFile(String(FIRST_RECEIPT_ID + Number(id)), [{ type, id }], at);
    return `${type} ${id} of ${date}`;
  }

  #pay(of: TxnType, by: TxnType, at: string): string | null {
    const open = this.#pickOrNull(this.#company.openDocuments(of));
    if (!open?.party) return null;
    const amount = Math.max(1, Math.min(this.#company.openBalance(open), this.#amount()));
    const paid = by === 'Payment' ? {} : { payType: 'Check' as const, accountId: this.small.ids['checking'] ?? '' };
    const links = [{ type: of, id: open.id, amount }];
    return this.#post({ type: by, date: this.#date(), party: open.party, total: amount, links, ...paid }, at);
  }

  #deposit(at: string): string | null {
    const waiting = this.#living(['Payment', 'SalesReceipt']).filter((txn) => !this.#company.depositOf(txn));
    const one = this.#pickOrNull(waiting.filter(({ total, accountId }) => total > 0 && accountId === undefined));
    if (!one) return null;
    const links = [{ type: one.type, id: one.id, amount: one.total }];
    return this.#post({ type: 'Deposit', date: this.#date(), accountId: this.small.ids['checking'] ?? '', links }, at);
  }

  #change(at: string): string | null {
    const txn = this.#pickOrNull(this.#living(ENTITIES).filter(({ lines }) => lines.length === 1));
    const [line] = txn?.lines ?? [];
    if (!txn || !line) return null;
    this.#company.update(txn.type, txn.id, { lines: [{ ...line, amount: this.#amount() }] }, at);
    return `${txn.type} ${txn.id}`;
  }

  /** A paycheck that stays in its month leaves no trace but in the ledger itself: only reading everything finds it. */
  #redate(types: readonly TxnType[], at: string): string | null {
    const txn = this.#pickOrNull(this.#living(types));
    if (!txn) return null;
    const date = this.#date();
    if (PAYROLL.includes(txn.type) && date.slice(0, 7) === txn.date.slice(0, 7)) return null;
    const before = txn.date;
    this.#company.update(txn.type, txn.id, { date }, at);
    return `${txn.type} ${txn.id} from ${before} to ${date}`;
  }

  #moveToAnother(at: string): string | null {
    const bill = this.#pickOrNull(this.#living(['Bill']));
    const vendor = this.#pickOrNull(this.#company.parties('Vendor').filter(({ active }) => active));
    if (!bill || !vendor) return null;
    const party: PartyRef = { kind: 'Vendor', id: vendor.id, name: vendor.name };
    this.#company.update('Bill', bill.id, { party }, at);
    return `Bill ${bill.id} to ${vendor.name}`;
  }

  #end(how: 'voidTxn' | 'deleteTxn', types: readonly TxnType[], at: string): string | null {
    const txn = this.#pickOrNull(this.#living(types));
    if (!txn) return null;
    if (how === 'deleteTxn' && this.#company.appliedTo(txn).length > 0) this.#company.unapply(txn.type, txn.id, at);
    this.#company[how](txn.type, txn.id, at);
    return `${txn.type} ${txn.id}`;
  }

  #party(at: string): string | null {
    const kind = this.#pick(['Customer', 'Vendor'] as const);
    const name = `Party ${(this.#named += 1)}-${this.#whole(1_000_000)}`;
    const party = this.#pickOrNull(this.#company.parties(kind).filter(({ active }) => active));
    const draw = this.random();
    if (!party || draw < 0.4) return `added ${this.#company.addParty({ kind, name, currency: 'USD' }, at).id}`;
    const { id } = party;
    if (draw < 0.6) this.#company.updateParty(id, kind, { email: `${this.#whole(1000)}@example.com` }, at);
    else if (draw < 0.8) this.#company.updateParty(id, kind, { name }, at);
    else if (draw < 0.9 || kind === 'Customer') return this.#merge(kind, id, at);
    else this.#company.updateParty(id, kind, { active: false }, at);
    return `${kind} ${id}`;
  }

  /** The parties of the drafts stay, so that drafts go on. */
  #merge(kind: 'Customer' | 'Vendor', into: string, at: string): string | null {
    const { ids } = this.small;
    const kept = new Set([ids['amy'], ids['bill'], ids['beans']]);
    const from = this.#pickOrNull(
      this.#company.parties(kind).filter(({ id, active }) => active && id !== into && !kept.has(id)),
    );
    if (!from) return null;
    this.#company.mergeParties(kind, from.id, into, at);
    return `merged ${kind} ${from.id} into ${into}`;
  }

  #account(at: string): string | null {
    const { ids } = this.small;
    const draw = this.random();
    if (draw < 0.4) {
      const name = `Account ${(this.#named += 1)}-${this.#whole(1_000_000)}`;
      const added = { name, type: 'Expense' as const, subType: 'OfficeGeneralAdministrativeExpenses', currency: 'USD' };
      return `added ${this.#company.addAccount(added, at).id}`;
    }
    const id = ids[this.#pick(['rent', 'fuel', 'interest'])] ?? '';
    const account = this.#company.account(id);
    if (!account) return null;
    if (draw < 0.6) this.#company.updateAccount(id, { name: `Renamed ${this.#whole(1_000_000)}` }, at);
    else if (draw < 0.8) this.#company.updateAccount(id, { active: !account.active }, at);
    else {
      const type = account.type === 'Expense' ? 'Cost of Goods Sold' : 'Expense';
      this.#company.updateAccount(ids['rent'] ?? '', { type }, at);
    }
    return `account ${id}`;
  }

  /** Attaches a file to one or two documents, moves one to others, or deletes one. */
  #file(at: string): string {
    const known = this.#pickOrNull(this.#company.notes.attachments().filter(({ deleted }) => !deleted));
    const documents = this.#living(ENTITIES);
    const to = [0, 1].flatMap(() => this.#pickOrNull(documents) ?? []).slice(0, 1 + this.#whole(2));
    const attachedTo = to.map(({ type, id }) => ({ type, id }));
    const draw = this.random();
    if (!known || draw < 0.4) {
      const id = this.#company.notes.nextAttachmentId();
      this.#keepFile(id, attachedTo, at);
      return `${id} to ${JSON.stringify(attachedTo)}`;
    }
    const deleted = draw < 0.7;
    const after = deleted ? known : { ...known, fileName: `renamed-${this.#whole(1_000)}.pdf`, attachedTo };
    const attachment = { ...after, deleted, updatedAt: at, syncToken: known.syncToken + 1 };
    this.#company.note({ op: 'attachment', attachment }, at);
    return `${known.id} ${deleted ? 'deleted' : `to ${JSON.stringify(attachedTo)}`}`;
  }

  #keepFile(id: string, attachedTo: Attachment['attachedTo'], at: string): void {
    const file = { id, syncToken: 0, createdAt: at, updatedAt: at, deleted: false, fileName: `file-${id}.pdf` };
    this.#company.note({ op: 'attachment', attachment: { ...file, attachedTo } }, at);
  }

  #living(types: readonly TxnType[]): Txn[] {
    return types.flatMap((type) => this.#company.txns(type).filter(({ voided, deleted }) => !voided && !deleted));
  }

  /** From June on, some of it in the future. */
  #date(): string {
    const month = 6 + this.#whole(8);
    const [year, number] = month > 12 ? [2027, month - 12] : [2026, month];
    return `${year}-${String(number).padStart(2, '0')}-${String(1 + this.#whole(28)).padStart(2, '0')}`;
  }

  #amount(): number {
    return 100 + this.#whole(90_000);
  }

  #whole(below: number): number {
    return Math.floor(this.random() * below);
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#whole(items.length)] as T;
  }

  #pickOrNull<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : this.#pick(items);
  }
}
