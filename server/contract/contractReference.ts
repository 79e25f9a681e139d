import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
} from 'graphql';
import { accessOfFields } from './access.js';
import { mergedSdl } from './contract.js';

/**
 * docs/reference/contract.md, written from the SDL itself: every query and mutation, then every type and union, each field with its
 * type, who may read it and what it says. `use`: lines about what the SDL does not say. A test compares the two.
 */
export function contractReference(sdl: string, use: readonly string[]): string {
  const schema = mergedSdl(sdl);
  const access = accessOfFields(schema);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (root) => !!root,
  );
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !isRoot(schema, type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const of = (kind: (type: GraphQLNamedType) => boolean): GraphQLNamedType[] => types.filter(kind);
  return [
    '# The contract',
    '',
    'Written from `schema/*.graphql` and the server’s own limits by `npm run docs`. One address, `POST /graphql`, JSON.',
    '',
    ...use,
    ...roots.flatMap((root) => section(root.name === 'Query' ? 'Queries' : `${root.name}s`, [root], access)),
    ...section('Types', of(isObjectType), access),
    ...section('Unions', of(isUnionType), access),
    ...section('Inputs', of(isInputObjectType), access),
    ...section('Enumerations', of(isEnumType), access),
    ...section('Scalars', of(isScalarType), access),
  ].join('\n');
}

function isRoot(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((root) => root === type);
}

function section(title: string, types: readonly GraphQLNamedType[], access: ReadonlyMap<string, string>): string[] {
  if (types.length === 0) return [];
  return [`## ${title}`, '', ...types.flatMap((type) => describe(type, access))];
}

function describe(type: GraphQLNamedType, access: ReadonlyMap<string, string>): string[] {
  const head = /^(Query|Mutation|Subscription)$/.test(type.name) ? [] : [`### ${type.name}`, ''];
  const said = type.description ? [oneLine(type.description), ''] : [];
  return [...head, ...said, ...rowsOf(type, access)];
}

function rowsOf(type: GraphQLNamedType, access: ReadonlyMap<string, string>): string[] {
  if (isObjectType(type)) return objectRows(type, access);
  if (isInputObjectType(type)) return inputRows(type);
  if (isEnumType(type)) return enumRows(type);
  if (isUnionType(type)) return unionLine(type);
  return [];
}

function objectRows(type: GraphQLObjectType, access: ReadonlyMap<string, string>): string[] {
  const rows = Object.values(type.getFields()).map((field) =>
    row(
      `\`${signature(field)}\``,
      `\`${String(field.type)}\``,
      access.get(`${type.name}.${field.name}`) ?? '',
      field.description,
    ),
  );
  return ['| field | type | who | |', '|---|---|---|---|', ...rows, ''];
}

function signature({ name, args }: GraphQLField<unknown, unknown>): string {
  return args.length === 0 ? name : `${name}(${args.map(argument).join(', ')})`;
}

function argument({ name, type, defaultValue }: GraphQLArgument): string {
  return `${name}: ${String(type)}${defaultValue === undefined ? '' : ` = ${String(defaultValue)}`}`;
}

function unionLine(type: GraphQLUnionType): string[] {
  return [
    `One of ${type
      .getTypes()
      .map(({ name }) => `\`${name}\``)
      .join(', ')}.`,
    '',
  ];
}

function inputRows(type: GraphQLInputObjectType): string[] {
  const rows = Object.values(type.getFields()).map(({ name, type: of, defaultValue, description }) =>
    row(
      `\`${name}\``,
      `\`${String(of)}\``,
      defaultValue === undefined ? '' : `\`${String(defaultValue)}\``,
      description,
    ),
  );
  return ['| field | type | default | |', '|---|---|---|---|', ...rows, ''];
}

function enumRows(type: GraphQLEnumType): string[] {
  return [
    '| value | |',
    '|---|---|',
    ...type.getValues().map(({ name, description }) => row(`\`${name}\``, description)),
    '',
  ];
}

function row(...cells: readonly (string | null | undefined)[]): string {
  return `| ${cells.map((cell) => oneLine(cell ?? '').replace(/\|/g, '\\|')).join(' | ')} |`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
