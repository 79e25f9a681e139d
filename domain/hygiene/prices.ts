import type { Headline } from '../forecast/headline.js';
import type { Cents } from '../units.js';
import type { Finding, Rule } from './rule.js';
import type { RuleId } from './ruleIds.js';

/** An issue that can have a price. Settled, snoozed and dismissed ones have none: the type refuses them. */
export interface OpenIssue {
  readonly id: string;
  readonly rule: RuleId;
  readonly finding: Finding;
  readonly state: 'OPEN';
}

/** One end of a price: the forecast's headline when it turns out so. */
export interface PriceEnd extends Headline {
  /** What turned out, in words; null where several issues are priced together, and where nothing can turn out. */
  readonly label: string | null;
}

/** What an issue is worth: the forecast with it resolved the worse way, and the better. */
export interface Price {
  readonly worst: PriceEnd;
  readonly best: PriceEnd;
  /** Best low point less worst low point; zero or above. */
  readonly range: Cents;
}

export interface RulePrice {
  readonly ruleId: RuleId;
  readonly price: Price;
  /** Minutes to fix all its open issues. */
  readonly minutes: number;
}

export interface IssuePrice {
  readonly issueId: string;
  readonly price: Price;
}

/** The forecast as it stands, and with the open issues resolved either way (domain: "priced"). */
export interface HygienePrices extends Headline {
  /** All open issues, each turning out the better way, and each the worse. */
  readonly together: Price;
  /** By the order of rule ids; the rules that have issues. */
  readonly byRule: readonly RulePrice[];
  /** In the order given. */
  readonly byIssue: readonly IssuePrice[];
}

/** What pricing and ordering know of a rule. */
export type RuleFacts = Readonly<Record<RuleId, Pick<Rule, 'severity' | 'minutes'>>>;
