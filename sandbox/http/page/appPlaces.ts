import type { Company } from '../../ledger/company.js';
import type { Account, Party, Txn, TxnType } from '../../ledger/types.js';

/** QuickBooks' own pages, by the last part of their address, and which documents each shows. */
const DOCUMENT_PAGES: Readonly<Record<string, readonly TxnType[]>> = {
  bill: ['Bill'],
  billpayment: ['BillPayment'],
  vendorcredit: ['VendorCredit'],
  invoice: ['Invoice'],
  recvpayment: ['Payment'],
  creditmemo: ['CreditMemo'],
  salesreceipt: ['SalesReceipt'],
  refundreceipt: ['RefundReceipt'],
  expense: ['Purchase'],
  check: ['Purchase'],
  creditcardpayment: ['CreditCardPayment'],
  deposit: ['Deposit'],
  transfer: ['Transfer'],
  journal: ['JournalEntry'],
};

const PARTY_PAGES: Readonly<Record<string, Party['kind']>> = { vendordetail: 'Vendor', customerdetail: 'Customer' };

/** What an address of QuickBooks' own pages shows. */
export type Place =
  { kind: 'document'; txn: Txn } | { kind: 'party'; party: Party } | { kind: 'account'; account: Account };

/** The page that shows a document; undefined for what has none (paychecks, taxes). */
function pageOf(type: TxnType): string | undefined {
  return Object.keys(DOCUMENT_PAGES).find((page) => DOCUMENT_PAGES[page]?.includes(type) === true);
}

/** `/app/bill?txnId=12&deeplinkcompanyid=…`. */
export function documentAddress(company: Company, { type, id }: Pick<Txn, 'type' | 'id'>): string | undefined {
  const page = pageOf(type);
  return page && `/app/${page}?txnId=${id}&deeplinkcompanyid=${company.profile.realmId}`;
}

export const partyAddress = (company: Company, kind: Party['kind'], id: string): string =>
  `/app/${kind === 'Vendor' ? 'vendordetail' : 'customerdetail'}?nameId=${id}&deeplinkcompanyid=${company.profile.realmId}`;

export const registerAddress = (company: Company, accountId: string): string =>
  `/app/register?accountId=${accountId}&deeplinkcompanyid=${company.profile.realmId}`;

const survivor = (company: Company, party: Party | undefined): Party | undefined =>
  party?.mergedInto === undefined ? party : survivor(company, company.party(party.mergedInto, party.kind));

/** What a page shows, or why it shows nothing, in a sentence. */
export function placeOf(company: Company, page: string, query: URLSearchParams): Place | string {
  const types = DOCUMENT_PAGES[page];
  const kind = PARTY_PAGES[page];
  const { name } = company.profile;
  if (types) {
    const id = query.get('txnId') ?? '';
    const txn = types.map((type) => company.txn(type, id)).find((found) => found !== undefined);
    return txn ? { kind: 'document', txn } : `There is no ${page} with the id “${id}” in the books of ${name}.`;
  }
  if (kind) {
    const id = query.get('nameId') ?? '';
    const party = survivor(company, company.party(id, kind));
    return party
      ? { kind: 'party', party }
      : `There is no ${kind.toLowerCase()} with the id “${id}” in the books of ${name}.`;
  }
  if (page !== 'register') return `QuickBooks’ page “${page}” is not part of the stand-in.`;
  const id = query.get('accountId') ?? '';
  const account = company.account(id);
  return account ? { kind: 'account', account } : `There is no account with the id “${id}” in the books of ${name}.`;
}
