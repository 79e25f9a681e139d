import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';

let made = 0;

/** A decision as the server knows it; ids rise in the order they are asked for. */
export function aDecision(part: Partial<KnownDecision> = {}): KnownDecision {
  made += 1;
  return {
    id: `0193-${String(made).padStart(6, '0')}`,
    clientId: 'larkspur-joinery',
    kind: 'RECORD_PAYMENT',
    state: 'ACCEPTED',
    documentKey: `Bill:${made}`,
    name: 'Cascade Hardwoods',
    number: `B-${made}`,
    dueDate: '2026-11-24',
    openBalance: 428_640,
    currency: 'USD',
    amount: 428_640,
    accountId: '35',
    accountName: 'Checking',
    plannedFor: null,
    byName: 'Daniel Reyes',
    acceptedAt: '2026-11-21T15:00:00.000Z',
    sendsAt: '2026-11-21T15:00:10.000Z',
    submittedAt: null,
    settledAt: null,
    waitingFor: null,
    note: null,
    differences: [],
    openBalanceNow: null,
    replaces: null,
    replacedBy: null,
    receipt: null,
    ...part,
  };
}

/** A payment on its way, from an account that counts as cash, of a bill of the fakes that is open by what it was decided on. */
export function aPayment(documentKey: string, part: Partial<KnownDecision> = {}): KnownDecision {
  const bill = fakeConsole().bills.find(({ key }) => key === documentKey);
  if (bill === undefined) throw new Error(`The fakes have no ${documentKey}.`);
  const { openBalance } = bill;
  return aDecision({ kind: 'RECORD_PAYMENT', state: 'SUBMITTED', accountId: '35', documentKey, openBalance, ...part });
}
