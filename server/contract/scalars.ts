import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isIsoDate } from '../../domain/calendar.js';

/** An integer amount in minor units; exact up to 2^53, else refused rather than rounded. */
export const CentsScalar = new GraphQLScalarType({
  name: 'Cents',
  serialize: (value) => exactInteger(typeof value === 'bigint' ? Number(value) : value),
  parseValue: exactInteger,
  parseLiteral: (node) => exactInteger(numberOf(node)),
});

/** Weeks with at most one decimal. */
export const WeeksScalar = new GraphQLScalarType({
  name: 'Weeks',
  serialize: oneDecimal,
  parseValue: oneDecimal,
  parseLiteral: (node) => oneDecimal(numberOf(node)),
});

/** A calendar date `YYYY-MM-DD`. */
export const DateScalar = new GraphQLScalarType({
  name: 'Date',
  serialize: calendarDate,
  parseValue: calendarDate,
  parseLiteral: (node) => calendarDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant: a Date inside, ISO 8601 in UTC outside. */
export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => instant(value).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});

function numberOf(node: ValueNode): unknown {
  return node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : undefined;
}

function exactInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new GraphQLError('Cents is an integer amount in minor units.');
  return value as number;
}

function oneDecimal(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.round(value * 10) / 10 !== value) {
    throw new GraphQLError('Weeks is a number with at most one decimal.');
  }
  return value;
}

function calendarDate(value: unknown): string {
  if (typeof value !== 'string' || !isIsoDate(value)) throw new GraphQLError('Date is written YYYY-MM-DD.');
  return value;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(value: unknown): Date {
  const at =
    value instanceof Date ? value : typeof value === 'string' && INSTANT.test(value) ? new Date(value) : undefined;
  if (!at || Number.isNaN(at.getTime())) throw new GraphQLError('DateTime is an instant in ISO 8601.');
  return at;
}
