import { dateInZone } from '../../../ledger/calendar.js';
import type { Company } from '../../../ledger/company.js';
import type { Account, Party, Txn } from '../../../ledger/types.js';
import { decimal } from '../../amount.js';
import { doneToTxn, type Done, type WriteDesk } from '../../writes/writeDesk.js';
import { CREATED_TYPES, newDocument } from './creating.js';
import { editOf } from './editing.js';
import { asHandRefusal, HandFields, HandRefusal } from './handFields.js';
import { apply, deposit } from './settling.js';
import { attach, categorise, clearAccount, setTaxId } from './tidying.js';
import type { MakeWork, Work, Wrote } from './work.js';
import { changeRecord, freeName, listRecord, reclassification, type ListKind } from './listChanges.js';

export const CHANGES = [
  'create',
  'update',
  'void',
  'delete',
  'merge',
  'rename',
  'activate',
  'deactivate',
  'reclassify',
  'addParty',
  'deposit',
  'apply',
  'categorise',
  'attach',
  'setTaxId',
  'clearAccount',
] as const;
export type ChangeName = (typeof CHANGES)[number];

/** What a change by hand wrote. */
export interface HandResult extends Wrote {
  change: ChangeName;
}

/** Who writes, through which desk, when. */
export interface HandWriting {
  writes: WriteDesk;
  via: 'page' | 'control';
  now: Date;
  /** Where every company's date is fixed. */
  today?: string | undefined;
}

const title = (txn: Txn): string => `${txn.type} ${txn.id}`;
const money = (txn: Txn): string => `${decimal(txn.total)} ${txn.currency}`;

function listDone(operation: Done['operation'], kind: ListKind, record: Account | Party): Done {
  return { operation, entity: kind, id: record.id, syncToken: record.syncToken };
}

function create(company: Company, fields: HandFields): Work {
  const input = newDocument(fields.oneOf('type', CREATED_TYPES), fields);
  return (tell, at) => {
    const txn = company.post(input, at);
    tell(doneToTxn('Create', txn));
    return { entity: txn.type, id: txn.id, said: `${title(txn)} of ${txn.date} over ${money(txn)} was added.` };
  };
}

function update(company: Company, fields: HandFields): Work {
  const known = fields.txn();
  if (known.voided) throw new HandRefusal('id', `${title(known)} is void`);
  const patch = editOf(known, fields);
  return (tell, at) => {
    const txn = company.update(known.type, known.id, patch, at);
    tell(doneToTxn('Update', txn));
    const party = txn.party ? `, ${txn.party.name}` : '';
    return { entity: txn.type, id: txn.id, said: `${title(txn)} is now of ${txn.date}, ${money(txn)}${party}.` };
  };
}

/** Payments and credits on the document are taken off first, as QuickBooks' own pages do. */
function end(company: Company, fields: HandFields, operation: 'Void' | 'Delete'): Work {
  const known = fields.txn();
  if (operation === 'Void' && known.voided) throw new HandRefusal('id', `${title(known)} is void already`);
  return (tell, at) => {
    const payers = company.appliedTo(known).map(({ from }) => from);
    if (payers.length > 0) company.unapply(known.type, known.id, at);
    for (const payer of new Set(payers)) tell(doneToTxn('Update', payer));
    const txn =
      operation === 'Void' ? company.voidTxn(known.type, known.id, at) : company.deleteTxn(known.type, known.id, at);
    tell(doneToTxn(operation, txn));
    const freed = payers.length > 0 ? ` What paid it is unapplied now.` : '';
    return {
      entity: txn.type,
      id: txn.id,
      said: `${title(txn)} was ${operation === 'Void' ? 'voided' : 'deleted'}.${freed}`,
    };
  };
}

function merge(company: Company, fields: HandFields): Work {
  const kind = fields.oneOf('kind', ['Customer', 'Vendor']);
  const [from, into] = [fields.party('from', kind), fields.party('into', kind)];
  return (tell, at) => {
    company.mergeParties(kind, from.id, into.id, at);
    const syncToken = company.party(into.id, kind)?.syncToken ?? 0;
    tell({ operation: 'Merge', entity: kind, id: into.id, syncToken, deletedId: from.id });
    return { entity: kind, id: into.id, said: `${from.name} was merged into ${into.name}.` };
  };
}

function changeList(
  company: Company,
  fields: HandFields,
  changeOf: (record: Account | Party, kind: ListKind) => Parameters<typeof changeRecord>[3],
  say: (before: string, after: Account | Party) => string,
): Work {
  const { kind, record } = listRecord(fields);
  const change = changeOf(record, kind);
  const before = record.name;
  return (tell, at) => {
    const after = changeRecord(company, kind, record.id, change, at);
    tell(listDone('Update', kind, after));
    return { entity: kind, id: after.id, said: say(before, after) };
  };
}

function addParty(company: Company, fields: HandFields): Work {
  const kind = fields.oneOf('kind', ['Customer', 'Vendor']);
  const name = freeName(fields, kind);
  return (tell, at) => {
    const party = company.addParty({ kind, name, currency: company.profile.homeCurrency }, at);
    tell(listDone('Create', kind, party));
    return { entity: kind, id: party.id, said: `${kind} ${name} was added.` };
  };
}

const WORKS: Record<ChangeName, MakeWork> = {
  create,
  update,
  void: (company, fields) => end(company, fields, 'Void'),
  delete: (company, fields) => end(company, fields, 'Delete'),
  merge,
  addParty,
  deposit,
  apply,
  categorise,
  attach,
  setTaxId,
  clearAccount,
  rename: (company, fields) =>
    changeList(
      company,
      fields,
      (_record, kind) => ({ name: freeName(fields, kind) }),
      (before, { name }) => `${before} is called ${name} now.`,
    ),
  activate: (company, fields) =>
    changeList(
      company,
      fields,
      () => ({ active: true }),
      (before) => `${before} is active.`,
    ),
  deactivate: (company, fields) =>
    changeList(
      company,
      fields,
      () => ({ active: false }),
      (before) => `${before} is not active any more.`,
    ),
  reclassify: (company, fields) =>
    changeList(
      company,
      fields,
      (record, kind) => {
        if (kind !== 'Account') throw new HandRefusal('kind', 'Only accounts have a type');
        return reclassification(record as Account, fields);
      },
      (before, after) => `${before} is of type ${(after as Account).type} now.`,
    ),
};

/**
 * Makes one change by hand: everything is checked first, then written as a whole, recorded in the list of writes and
 * told to the webhooks. Refuses (`HandRefusal`) by the field that is wrong; nothing is written then.
 */
export function makeChange(
  company: Company,
  body: Readonly<Record<string, unknown>>,
  writing: HandWriting,
): HandResult {
  const fields = new HandFields(body, company);
  const change = fields.oneOf('change', CHANGES);
  try {
    const today = writing.today ?? dateInZone(writing.now, company.profile.timeZone);
    const work = WORKS[change](company, fields, today);
    return { change, ...writing.writes.perform(company, { via: writing.via, now: writing.now }, work) };
  } catch (error) {
    throw asHandRefusal(error);
  }
}
