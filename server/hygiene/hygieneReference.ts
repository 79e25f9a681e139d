import { formatMoney } from '../../domain/format.js';
import type { Rule, Severity } from '../../domain/hygiene/rule.js';
import { RULE_LIST } from '../../domain/hygiene/rules/rules.js';
import { SETTING_KEYS, SETTINGS, WEIGHT_OF, type SettingUnit } from '../../domain/hygiene/settings.js';
import { cents } from '../../domain/money.js';
import { RULE_OUTCOMES } from './ruleOutcomes.js';
import { UNDECIDED_CHECKS } from './undecidedChecks.js';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  BLOCKS: 'blocks: a figure is wrong until it is fixed',
  DISTORTS: 'distorts: a figure may be wrong',
  TIDY: 'tidy: no figure depends on it',
};

const INTRODUCTION = [
  '# Hygiene: rules, settings and score',
  '',
  'Written from `domain/hygiene/` by `npm run docs`. A rule is a pure function of the books and the as-of date. What it',
  'finds has a key that stays the same from sync to sync, so that an issue keeps its state. Voided documents are never',
  'found, and entries after the as-of date by *Dated in the future* alone. Amounts are in home currency, as the ledger has',
  'them. Rules look at a year and a half of entries, and at what is older only where it is still open; balances are exact',
  'whatever their age.',
  '',
  'How far back a rule looks says what becomes an issue. One that is known stays until the books settle it, however old it',
  'grows; where its documents are older than what is read here, it stays as it is and can be dismissed.',
  '',
];

const SCORE = [
  '## Score',
  '',
  'Each open or snoozed issue takes off the weight of its rule’s severity; dismissed and settled ones take off nothing.',
  '',
  '`score = max(0, 100 − Σ over rules (issues that are open or snoozed × weight of the severity))`',
  '',
  'The app shows that sum line by line: rule, count, weight, points. The weights are the last three settings below; they',
  'are ours, no standard of the trade.',
  '',
];

/** docs/reference/hygiene.md, written from the rules and the table of settings. */
export function hygieneReference(): string {
  return [
    ...INTRODUCTION,
    '## Rules',
    '',
    '| rule | id | severity | minutes |',
    '| --- | --- | --- | --- |',
    ...RULE_LIST.map(({ id, title, severity, minutes }) => row(title, `\`${id}\``, severity.toLowerCase(), minutes)),
    '',
    ...Object.values(SEVERITIES).map((text) => `- *${text.replace(':', '*:')}`),
    '',
    ...RULE_LIST.flatMap(ruleSection),
    ...SCORE,
    '## Settings',
    '',
    'One table for the whole firm; its owner can change each value. Money is in the client’s home currency.',
    '',
    '| setting | standard | least | most | what it is |',
    '| --- | --- | --- | --- | --- |',
    ...SETTING_KEYS.map(settingRow),
    '',
    '## What QuickBooks’ data cannot decide',
    '',
    'Checks of monthly close checklists that no rule makes, and why.',
    '',
    '| check | why not |',
    '| --- | --- |',
    ...UNDECIDED_CHECKS.map(({ check, why }) => row(check, why)),
    '',
  ].join('\n');
}

function ruleSection({ id, title, about, severity, minutes, settings, lookBack }: Rule): string[] {
  const read = settings.map((key) => `\`${key}\` (${valueOf(SETTINGS[key].unit, SETTINGS[key].standard)})`);
  return [
    `### ${title}`,
    '',
    `\`${id}\`. ${about}`,
    '',
    `- Severity: ${severity.toLowerCase()} (\`${WEIGHT_OF[severity]}\`); ${minutes} minutes to fix one.`,
    `- Settings: ${read.length === 0 ? 'none' : read.join(', ')}.${lookBack ? ` \`${lookBack}\` holds for new findings alone.` : ''}`,
    `- Priced: ${RULE_OUTCOMES[id] ?? 'no; neither way it can turn out touches the cash ahead.'}`,
    '',
  ];
}

function settingRow(key: (typeof SETTING_KEYS)[number]): string {
  const { unit, standard, least, most, meaning } = SETTINGS[key];
  return row(`\`${key}\``, valueOf(unit, standard), valueOf(unit, least), valueOf(unit, most), meaning);
}

function valueOf(unit: SettingUnit, value: number): string {
  switch (unit) {
    case 'MONEY':
      return formatMoney(cents(value), 'USD', 'en-US');
    case 'DAYS':
      return `${value} ${value === 1 ? 'day' : 'days'}`;
    case 'TIMES':
      return `${value} times`;
    case 'POINTS':
      return `${value} ${value === 1 ? 'point' : 'points'}`;
  }
}

function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
