/** QuickBooks' refusals of writes, with the codes it documents. */
import { LedgerError } from '../../ledger/ledgerError.js';
import { objectNotFound, ServiceFault } from '../faults.js';

const validation = (code: string, message: string, detail: string, element?: string): ServiceFault =>
  new ServiceFault(400, 'ValidationFault', code, message, detail, element === undefined ? {} : { element });

export const unsupportedProperty = (name: string): ServiceFault =>
  validation(
    '2010',
    'Request has invalid or unsupported property',
    `Property Name:${name} specified is unsupported or invalid`,
  );

export const unreadableProperty = (name: string, why: string): ServiceFault =>
  validation('2010', 'Request has invalid or unsupported property', `Property Name:${name} ${why}`, name);

export const requiredMissing = (name: string): ServiceFault =>
  validation(
    '2020',
    'Required param missing, need to supply the required value for the API',
    `Required parameter ${name} is missing in the request`,
    name,
  );

export const tooLong = (name: string, most: number): ServiceFault =>
  validation(
    '2050',
    'String length is either shorter or longer than supported by specification',
    `String length specified does not match the supported length. Min:0 Max:${most} for ${name}`,
    name,
  );

export const invalidEnumeration = (name: string, supplied: string): ServiceFault =>
  validation('2170', 'Invalid Enumeration', `Invalid Enumeration : ${supplied}`, name);

export const invalidReference = (name: string, id: string): ServiceFault =>
  validation('2500', 'Invalid Reference Id', `Invalid Reference Id : ${name} element id ${id} not found`, name);

export const wrongAccountType = (name: string, wanted: string): ServiceFault =>
  validation('6010', 'Invalid Account Type', `Invalid account type: ${name} needs an account of type ${wanted}`, name);

export const business = (why: string): ServiceFault =>
  validation(
    '6000',
    'A business validation error has occurred while processing your request',
    `Business Validation Error: ${why}`,
  );

export const duplicateNumber = (number: string): ServiceFault =>
  validation(
    '6140',
    'Duplicate Document Number Error',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number}`,
  );

export const periodClosed = (through: string): ServiceFault =>
  validation(
    '6210',
    'Account Period Closed, Cannot Update Through Services API',
    `The account period has closed and the account books cannot be updated through the QBO Services API. Closed through ${through}`,
  );

export const duplicateName = (name: string): ServiceFault =>
  validation(
    '6240',
    'Duplicate Name Exists Error',
    `The name supplied already exists. : Another customer, vendor, account or item is already using this name: ${name}`,
  );

export const deposited = (): ServiceFault =>
  validation(
    '6540',
    'Deposited Transaction cannot be changed',
    'Business Validation Error: This transaction has been deposited. If you want to change or delete it, you must edit the deposit it appears on and remove it first.',
  );

export const stale = (): ServiceFault =>
  validation(
    '5010',
    'Stale Object Error',
    'Stale Object Error : You and Somebody Else were working on this at the same time. Somebody Else finished before you did, so your work was not saved.',
  );

export const batchTooBig = (most: number): ServiceFault =>
  validation('1040', 'Batch request size exceeded', `The batch holds more than ${most} items`);

const SAID: Partial<Record<LedgerError['code'], (error: LedgerError) => ServiceFault>> = {
  'unknown-account': ({ message }) => invalidReference('Account', message),
  'unknown-party': ({ message }) => invalidReference('Names', message),
  'unknown-txn': () => objectNotFound(),
  deposited: () => deposited(),
};

/** What the ledger's refusal is in QuickBooks' words; other errors stay what they are. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof LedgerError)) return error;
  return SAID[error.code]?.(error) ?? business(error.message);
}
