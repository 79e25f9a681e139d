import type { Company } from '../../ledger/company.js';
import type { Txn, TxnLine } from '../../ledger/types.js';
import { accountRef, amount, omitEmpty, type Json } from './entityKind.js';
import { entityRef, head, linkName, partyRef, total, txnKind } from './txnParts.js';

function depositLine(company: Company, line: TxnLine, at: number): Json {
  return omitEmpty({
    Id: String(at + 1),
    LineNum: at + 1,
    Description: line.description,
    Amount: amount(line.amount),
    DetailType: 'DepositLineDetail',
    DepositLineDetail: omitEmpty({
      Entity: entityRef(company, line.receivedFrom ?? line.party),
      AccountRef: accountRef(company, line.accountId),
    }),
  });
}

const sign = (type: Txn['type']): 1 | -1 => (type === 'RefundReceipt' ? -1 : 1);

export const DEPOSIT = txnKind({
  name: 'Deposit',
  tellsTotal: true,
  properties: ['DepositToAccountRef', 'CashBack'],
  write: (company, txn) => ({
    DepositToAccountRef: accountRef(company, txn.accountId),
    ...total(company, txn),
    ...head(company, txn),
    CashBack: txn.cashBack && {
      AccountRef: accountRef(company, txn.cashBack.accountId),
      Amount: amount(txn.cashBack.amount),
      Memo: txn.cashBack.memo,
    },
    Line: [
      ...txn.links.map((link) => ({
        Amount: amount(sign(link.type) * link.amount),
        LinkedTxn: [{ TxnId: link.id, TxnType: linkName(link.type), TxnLineId: '0' }],
      })),
      ...txn.lines.map((line, at) => depositLine(company, line, at)),
    ],
  }),
});

export const TRANSFER = txnKind({
  name: 'Transfer',
  properties: ['Amount', 'FromAccountRef', 'ToAccountRef'],
  write: (company, txn) => ({
    FromAccountRef: accountRef(company, txn.accountId),
    ToAccountRef: accountRef(company, txn.toAccountId),
    Amount: amount(txn.total),
    ...head(company, txn),
  }),
});

/** Line ids start at 0 and the total is 0. */
export const JOURNAL_ENTRY = txnKind({
  name: 'JournalEntry',
  tellsTotal: true,
  properties: ['Adjustment'],
  write: (company, txn) => ({
    Adjustment: false,
    ...head(company, txn),
    TotalAmt: amount(0),
    Line: txn.lines.map((line, at) =>
      omitEmpty({
        Id: String(at),
        Description: line.description,
        Amount: amount(line.amount),
        DetailType: 'JournalEntryLineDetail',
        JournalEntryLineDetail: omitEmpty({
          PostingType: line.side === 'credit' ? 'Credit' : 'Debit',
          Entity: line.party && { Type: line.party.kind, EntityRef: partyRef(company, line.party) },
          AccountRef: accountRef(company, line.accountId),
        }),
      }),
    ),
  }),
});
