/** Decisions and operations on them, written by hand and at random. */
import fc from 'fast-check';
import type { DecisionDraft, DecisionKind } from '../../../domain/decision/decision.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import type { Operation, QueuedOperation } from '../../../domain/operations/operation.js';
import { day, money } from '../company.js';

export const CLIENT = '0192f3a8-0000-7000-8000-00000000c11e';

export function id(place: number): string {
  return `0192f3a8-0000-7000-8000-${String(place).padStart(12, '0')}`;
}

export function draft(place: number, more: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    id: id(place),
    clientId: CLIENT,
    kind: 'RECORD_PAYMENT',
    documentKey: `Bill:${place}`,
    amount: money(89_500),
    accountId: '35',
    plannedFor: null,
    saw: {
      syncedAt: '2026-11-22T07:58:00.000Z',
      booksVersion: 4,
      openBalance: money(139_500),
      currency: 'USD',
      partyId: '46',
      name: 'Halden Equipment Leasing',
      number: 'L-0931',
      dueDate: day('2026-11-09'),
    },
    replaces: null,
    ...more,
  };
}

/** A draft of a kind, with that kind's fields. */
export function draftOf(place: number, kind: DecisionKind, more: Partial<DecisionDraft> = {}): DecisionDraft {
  const isPayment = kind === 'RECORD_PAYMENT';
  return draft(place, {
    kind,
    documentKey: kind === 'REMIND' ? `Invoice:${place}` : `Bill:${place}`,
    amount: isPayment ? money(89_500) : null,
    accountId: isPayment ? '35' : null,
    plannedFor: kind === 'PLAN' ? day('2026-12-18') : null,
    ...more,
  });
}

export function queued(operation: Operation, place: number, more: Partial<QueuedOperation> = {}): QueuedOperation {
  return { operation, place, savedAt: 1_763_800_000_000 + place, state: 'WAITING', refusal: null, ...more };
}

export function submit(decision: DecisionDraft, place = 1, more: Partial<QueuedOperation> = {}): QueuedOperation {
  const { id: decisionId, clientId } = decision;
  return queued({ name: 'SUBMIT_DECISION', id: decisionId, clientId, decision }, place, more);
}

export function withdraw(decisionId: string, place = 2, more: Partial<QueuedOperation> = {}): QueuedOperation {
  return queued({ name: 'WITHDRAW_DECISION', id: id(900_000 + place), clientId: CLIENT, decisionId }, place, more);
}

/** A decision as the server has it after it took a draft over. */
export function known(of: DecisionDraft, more: Partial<KnownDecision> = {}): KnownDecision {
  const { kind, saw } = of;
  const isSent = kind === 'RECORD_PAYMENT' || kind === 'REMIND';
  const { name, number, dueDate, openBalance, currency } = saw;
  return {
    ...{ id: of.id, clientId: of.clientId, kind, documentKey: of.documentKey },
    ...{ name, number, dueDate, openBalance, currency },
    ...{ accountId: of.accountId, plannedFor: of.plannedFor, replaces: of.replaces },
    amount: kind === 'REMIND' ? openBalance : of.amount,
    state: isSent ? 'ACCEPTED' : 'APPLIED',
    accountName: of.accountId === null ? null : 'Operating',
    byName: 'Daniel Reyes',
    acceptedAt: '2026-11-22T08:00:00.000Z',
    sendsAt: isSent ? '2026-11-22T08:00:10.000Z' : null,
    submittedAt: null,
    settledAt: isSent ? null : '2026-11-22T08:00:00.000Z',
    waitingFor: null,
    note: null,
    differences: [],
    openBalanceNow: null,
    replacedBy: null,
    receipt: null,
    ...more,
  };
}

export const REFUSED = { state: 'REFUSED', refusal: { code: 'OUT_OF_RANGE', message: 'Too much.' } } as const;

export const randomKind = fc.constantFrom<DecisionKind>('RECORD_PAYMENT', 'PLAN', 'REMIND', 'SKIP');
