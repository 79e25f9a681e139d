import type { DocumentType } from '../books.js';
import type { ForecastChange } from '../forecast/forecastInputs.js';
import type { Cents, IsoDate } from '../units.js';
import type { HygieneSource } from './hygieneSource.js';
import type { RuleId } from './ruleIds.js';
import type { SettingKey, SettingValues } from './settings.js';

/** BLOCKS: a figure is wrong until it is fixed; DISTORTS: it may be; TIDY: none is. */
export type Severity = 'BLOCKS' | 'DISTORTS' | 'TIDY';

/** What a page of QuickBooks shows: a document, an account's register, a party. */
export interface QuickBooksPlace {
  readonly kind: DocumentType | 'Account' | 'Customer' | 'Vendor';
  readonly id: string;
}

/** A document, account or party that a finding is about. */
export interface FindingLine {
  /** The ledger's document key for documents, else `Account:<id>`, `Vendor:<id>`, `Customer:<id>`; unique in its finding. */
  readonly key: string;
  /** The entity's key (`Bill:12`) where it is a document QuickBooks' API knows: what forecast items are matched by. */
  readonly documentKey: string | null;
  /** As a person reads it: `Bill`, `Expense`, `Bank account`, `Vendor`. */
  readonly type: string;
  readonly date: IsoDate | null;
  readonly number: string | null;
  readonly name: string | null;
  readonly memo: string | null;
  /** In home currency; what is at stake of this line. */
  readonly amount: Cents;
  /** Null for what has no page of its own (paychecks). */
  readonly place: QuickBooksPlace | null;
}

/** One way an issue can turn out and what the forecast would then be made of. */
export interface Resolution {
  /** In words, without advice: "It is one bill entered twice". */
  readonly label: string;
  /** Empty: the forecast stays as it is. */
  readonly changes: readonly ForecastChange[];
}

/** What a rule found about named documents. Data alone: it is kept with the issue and sent to the device. */
export interface Finding {
  /**
   * Stable under resync: the sorted keys of what it is about, joined by `+`. Unique within the rule. Never an amount,
   * a date or a position, so that an edit keeps the identity.
   */
  readonly key: string;
  /** One sentence with the actual numbers, dates and names. */
  readonly reason: string;
  /**
   * Its amounts are sums over the days up to the as-of date, which change with the day alone: they are no part of the data by
   * which an issue is told to have changed.
   */
  readonly rolling?: boolean;
  /** Absolute amount of the documents concerned, in home currency. */
  readonly moneyAtStake: Cents;
  readonly lines: readonly FindingLine[];
  /** Where it is fixed. */
  readonly fixAt: QuickBooksPlace | null;
  /** The two ways it can turn out; null where neither touches the cash ahead. */
  readonly resolutions: readonly [Resolution, Resolution] | null;
}

/** A pure function of the books and the as-of date, with what a person reads about it. */
export interface Rule {
  readonly id: RuleId;
  /** As a list names it: "Undeposited funds ageing". */
  readonly title: string;
  /** What it looks for and why it matters to the figures, one or two sentences. */
  readonly about: string;
  readonly severity: Severity;
  /** Minutes to fix one finding. */
  readonly minutes: number;
  /** What its findings are counted as: `receipt`, `receipts`. */
  readonly counted: { readonly one: string; readonly many: string };
  /** The settings it reads. */
  readonly settings: readonly SettingKey[];
  /** The one of them that says how far back new findings are looked for; what is known already is found whatever its age. */
  readonly lookBack?: SettingKey;
  /** What is this many days old or older it cannot judge, however far back it is to look. */
  readonly judgedDays?: number;
  /** The parts of the books it reads: it is asked again only when one of them changed. */
  readonly reads: readonly BooksPart[];
  find(source: HygieneSource, settings: SettingValues): readonly Finding[];
}

/** Parts of the books that change on their own. */
export type BooksPart = DocumentType | 'POSTINGS' | 'ACCOUNTS' | 'PARTIES' | 'ATTACHMENTS' | 'COMPANY' | 'AS_OF';
