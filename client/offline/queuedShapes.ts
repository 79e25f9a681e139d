import type { Operation } from '../../domain/operations/operation.js';
import { DECISION_KINDS } from '../../domain/decision/decision.js';

/** What lies sealed in a row of the queue. */
export interface StoredOperation {
  readonly operation: Operation;
  /** Milliseconds since 1970 by the device's clock. */
  readonly savedAt: number;
  /** Null: it waits. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** One conversion a shape, from it to the next: what is queued outlives any number of updates of the app. */
export type Conversion = (value: unknown) => unknown;
export const CONVERSIONS: readonly Conversion[] = [];

const NAMES: Readonly<Record<Operation['name'], true>> = {
  SUBMIT_DECISION: true,
  WITHDRAW_DECISION: true,
  SNOOZE_ISSUES: true,
  DISMISS_ISSUES: true,
  REOPEN_ISSUES: true,
  RECORD_RITUAL: true,
  MARK_REVIEWED: true,
  UNMARK_REVIEWED: true,
};

/** The shape that is written now, counted from 1. */
export function shapeNow(conversions = CONVERSIONS): number {
  return conversions.length + 1;
}

/**
 * A row's value in today's shape.
 * @throws RangeError when it is of a shape this version does not know yet, or not what this app writes.
 */
export function readShape(shape: number, value: unknown, id: string, conversions = CONVERSIONS): StoredOperation {
  if (!Number.isInteger(shape) || shape < 1 || shape > shapeNow(conversions)) {
    throw new RangeError(`Shape ${shape} is not known.`);
  }
  const today = conversions.slice(shape - 1).reduce((converted, convert) => convert(converted), value);
  if (!isStored(today) || today.operation.id !== id) throw new RangeError('The row holds no operation.');
  return today;
}

function isStored(value: unknown): value is StoredOperation {
  if (!isObject(value) || !isObject(value['operation']) || typeof value['savedAt'] !== 'number') return false;
  const { refusal, operation } = value;
  return (refusal === null || isObject(refusal)) && isOperation(operation as Record<string, unknown>);
}

function isOperation(operation: Record<string, unknown>): boolean {
  const { name, id, clientId } = operation;
  if (typeof name !== 'string' || !Object.hasOwn(NAMES, name)) return false;
  if (typeof id !== 'string' || typeof clientId !== 'string') return false;
  switch (name as Operation['name']) {
    case 'SUBMIT_DECISION':
      return isDraft(operation['decision'], id);
    case 'WITHDRAW_DECISION':
      return typeof operation['decisionId'] === 'string';
    case 'SNOOZE_ISSUES':
    case 'DISMISS_ISSUES':
    case 'REOPEN_ISSUES':
      return Array.isArray(operation['issueIds']);
    case 'RECORD_RITUAL':
    case 'MARK_REVIEWED':
      return isObject(operation['ritual']) && typeof operation['ritual']['week'] === 'string';
    case 'UNMARK_REVIEWED':
      return typeof operation['week'] === 'string' && ['string', 'undefined'].includes(typeof operation['mark']);
  }
}

function isDraft(value: unknown, id: string): boolean {
  if (!isObject(value) || value['id'] !== id || !isObject(value['saw'])) return false;
  return typeof value['documentKey'] === 'string' && DECISION_KINDS.some((kind) => kind === value['kind']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
