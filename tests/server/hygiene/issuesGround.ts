import type { RecurringSeries } from '../../../domain/forecast/forecastInputs.js';
import type { FoundIssue } from '../../../domain/hygiene/findAll.js';
import type { Finding } from '../../../domain/hygiene/rule.js';
import type { RuleId } from '../../../domain/hygiene/ruleIds.js';
import { settingValues, type SettingValues } from '../../../domain/hygiene/settings.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import { keepBasis } from '../../../server/forecasts/basisStore.js';
import { keepIssues, type FoundAt } from '../../../server/hygiene/issueStore.js';
import type { HygieneStanding } from '../../../server/hygiene/scoreStore.js';
import { inputs, item } from '../../domain/forecast/inputs.js';
import type { TestApp } from '../../harness/app.js';
import { addClients, type Person, type RowDraft } from '../../harness/practice.js';

export const AS_OF = '2026-11-21' as IsoDate;

/** A finding of a rule about one bill. */
export function found(rule: RuleId, id: string, more: Partial<Finding> = {}): FoundIssue {
  const amount = (more.moneyAtStake ?? 500_00) as Cents;
  const documentKey = `Bill:${id}`;
  return {
    rule,
    finding: {
      key: documentKey,
      reason: `Bill ${id} is odd.`,
      moneyAtStake: amount,
      lines: [
        {
          key: documentKey,
          documentKey,
          type: 'Bill',
          date: '2026-11-01' as IsoDate,
          number: id,
          name: 'Harbor Supply',
          memo: null,
          amount,
          place: { kind: 'Bill', id },
        },
      ],
      fixAt: { kind: 'Bill', id },
      resolutions: [
        { label: 'It is to be paid', changes: [] },
        { label: 'It is not', changes: [{ kind: 'REMOVE', key: documentKey }] },
      ],
      ...more,
    },
  };
}

/** Clients with a company behind them, as after a connection. */
export async function addConnected(server: TestApp, advisor: Person, drafts: readonly RowDraft[]): Promise<string[]> {
  const ids = await addClients(
    server.test,
    advisor,
    drafts.map((draft) => ({ booksThrough: AS_OF, lastGoodAt: `${AS_OF}T09:00:00Z`, ...draft })),
  );
  await server.test.asOwner(
    `insert into business (client_id, firm_id, realm_id, company_name) select id, firm_id, 'realm ' || id, name from client
       where id = any(?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  await server.test.asOwner(
    `insert into sync_job (client_id, firm_id, wanted, due_at, next_due_at, realm_id)
       select id, firm_id, false, now(), now(), 'realm ' || id from client where id = any(?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  return ids;
}

/** As the firm's owner would. */
export async function putOnTier(server: TestApp, clientId: string, tier: string): Promise<void> {
  await server.test.asOwner('update client set tier = ? where id = ?::uuid', [tier, clientId]);
  await server.test.asOwner('update client_row set insights_version = insights_version + 1 where client_id = ?::uuid', [
    clientId,
  ]);
}

export interface Kept {
  /** Why there is no forecast. */
  readonly missing?: string;
  readonly asOf?: IsoDate;
  readonly booksVersion?: number;
  readonly values?: SettingValues;
  readonly beyond?: FoundAt['beyond'];
}

/** What a sync does with what it found, in a transaction of its own. */
export function keep(
  server: TestApp,
  owner: { readonly clientId: string; readonly firmId: string },
  issues: readonly FoundIssue[],
  { asOf = AS_OF, booksVersion = 1, values = settingValues({}), beyond = [], missing }: Kept = {},
): Promise<HygieneStanding> {
  return server.test.database.asSync({ clientId: owner.clientId }, async (tx) => {
    const now = server.clock.now();
    await tx.execute('update client_row set as_of = ?::date, books_version = ? where client_id = ?::uuid', [
      asOf,
      booksVersion,
      owner.clientId,
    ]);
    const standing = await keepIssues(tx, owner, issues, { asOf, booksVersion, now, values, beyond });
    const basis = { ...inputs({ asOf, items: BILLS, inView: LATE, series: SERIES }), missing: missing ?? null };
    await keepBasis(tx, owner, {
      asOf,
      booksVersion,
      settingsVersion: 1,
      inputs: basis,
      trackRecord: { entries: [] },
      now,
    });
    return standing;
  });
}

/** Three open bills and a rent that comes back: what forecasts of these tests are made of. */
const BILLS = [
  item('Bill:1', '2026-11-27', 300_00),
  item('Bill:2', '2026-12-04', 500_00),
  item('Recurring:rent:2026-12-01', '2026-12-01', 200_00, { series: 'rent', name: 'Rent' }),
];
/** An invoice later than its customer ever is: in view without a day. */
const LATE = [item('Invoice:7', '2026-09-30', 120_00, { kind: 'INVOICE', direction: 'IN' })];
const SERIES: RecurringSeries[] = [
  {
    key: 'rent',
    name: 'Rent',
    direction: 'OUT',
    interval: 'MONTHLY',
    amount: 200_00 as Cents,
    lastDate: '2026-11-01' as IsoDate,
    nextDate: '2026-12-01' as IsoDate,
    seen: 11,
    basis: 'Seen 11 times.',
  },
];
