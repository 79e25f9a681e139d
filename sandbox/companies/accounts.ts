/** Every account that a company may have, by the key that the simulator uses. Income accounts come from the trade. */
import type { AccountType } from '../ledger/types.js';

export interface AccountDefinition {
  name: string;
  type: AccountType;
  subType: string;
  /** Key of the parent account. */
  under?: string;
}

const define = (name: string, type: AccountType, subType: string, under?: string): AccountDefinition => ({
  name,
  type,
  subType,
  ...(under === undefined ? {} : { under }),
});

/** Accounts that every company has, parents before children. */
export const COMMON_ACCOUNTS = {
  checking: define('Checking', 'Bank', 'Checking'),
  receivable: define('Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'),
  payable: define('Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable'),
  undeposited: define('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'),
  prepaid: define('Prepaid Expenses', 'Other Current Asset', 'PrepaidExpenses'),
  equipment: define('Equipment', 'Fixed Asset', 'MachineryAndEquipment'),
  deposits: define('Security Deposits', 'Other Asset', 'SecurityDeposits'),
  payrollLiabilities: define('Payroll Liabilities', 'Other Current Liability', 'PayrollTaxPayable'),
  salesTax: define('Sales Tax Payable', 'Other Current Liability', 'SalesTaxPayable'),
  openingEquity: define('Opening Balance Equity', 'Equity', 'OpeningBalanceEquity'),
  retained: define('Retained Earnings', 'Equity', 'RetainedEarnings'),
  ownerEquity: define("Owner's Investment", 'Equity', 'OwnersEquity'),
  ownerDraw: define("Owner's Draw", 'Equity', 'PersonalExpense'),
  uncategorisedIncome: define('Uncategorized Income', 'Income', 'OtherPrimaryIncome'),
  goods: define('Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
  subcontractors: define('Subcontractors', 'Cost of Goods Sold', 'CostOfLaborCos'),
  wages: define('Wages', 'Expense', 'PayrollExpenses'),
  payrollTax: define('Payroll Taxes', 'Expense', 'PayrollExpenses'),
  rent: define('Rent', 'Expense', 'RentOrLeaseOfBuildings'),
  utilities: define('Utilities', 'Expense', 'Utilities'),
  power: define('Electricity and Gas', 'Expense', 'Utilities', 'utilities'),
  phone: define('Internet and Phone', 'Expense', 'Utilities', 'utilities'),
  software: define('Software Subscriptions', 'Expense', 'OfficeGeneralAdministrativeExpenses'),
  insurance: define('Insurance', 'Expense', 'Insurance'),
  liabilityInsurance: define('Liability Insurance', 'Expense', 'Insurance', 'insurance'),
  marketing: define('Advertising and Marketing', 'Expense', 'AdvertisingPromotional'),
  supplies: define('Supplies', 'Expense', 'SuppliesMaterials'),
  travel: define('Travel', 'Expense', 'Travel'),
  meals: define('Meals', 'Expense', 'EntertainmentMeals'),
  repairs: define('Repairs and Maintenance', 'Expense', 'RepairMaintenance'),
  professional: define('Professional Fees', 'Expense', 'LegalProfessionalFees'),
  vehicleCosts: define('Vehicle Costs', 'Expense', 'Auto'),
  fuel: define('Fuel', 'Expense', 'Auto', 'vehicleCosts'),
  fees: define('Bank and Processing Fees', 'Expense', 'BankCharges'),
  interest: define('Interest Paid', 'Expense', 'InterestPaid'),
  taxes: define('Taxes and Licenses', 'Expense', 'TaxesPaid'),
  uncategorised: define('Uncategorized Expense', 'Expense', 'OtherMiscellaneousServiceCost'),
  askAccountant: define('Ask My Accountant', 'Expense', 'OtherMiscellaneousServiceCost'),
  interestIncome: define('Interest Earned', 'Other Income', 'InterestEarned'),
} as const satisfies Record<string, AccountDefinition>;

/** Accounts that a feature of a company brings with it. */
export const FEATURE_ACCOUNTS = {
  card: define('Business Card', 'Credit Card', 'CreditCard'),
  savings: define('Business Savings', 'Bank', 'Savings'),
  payrollBank: define('Payroll Checking', 'Bank', 'Checking'),
  trust: define('Client Trust Account', 'Bank', 'TrustAccounts'),
  trustLiability: define('Client Funds Held in Trust', 'Other Current Liability', 'TrustAccountsLiabilities'),
  escrow: define('Tax Escrow Savings', 'Bank', 'Savings'),
  oldBank: define('Former Bank Checking', 'Bank', 'Checking'),
  loan: define('Equipment Loan', 'Long Term Liability', 'NotesPayable'),
  newLoan: define('Working Capital Loan', 'Long Term Liability', 'NotesPayable'),
  creditLine: define('Line of Credit', 'Other Current Liability', 'LineOfCredit'),
  vehicles: define('Vehicles', 'Fixed Asset', 'Vehicles'),
  vehicleLoan: define('Vehicle Loan', 'Long Term Liability', 'NotesPayable'),
  exchange: define('Exchange Gain or Loss', 'Other Expense', 'ExchangeGainOrLoss'),
} as const satisfies Record<string, AccountDefinition>;

export type CommonAccountKey = keyof typeof COMMON_ACCOUNTS;
export type FeatureAccountKey = keyof typeof FEATURE_ACCOUNTS;
export type AccountKey = CommonAccountKey | FeatureAccountKey;

const ALL_ACCOUNTS: Record<AccountKey, AccountDefinition> = { ...COMMON_ACCOUNTS, ...FEATURE_ACCOUNTS };

/** The definition behind a key. */
export function accountDefinition(key: AccountKey): AccountDefinition {
  return ALL_ACCOUNTS[key];
}
