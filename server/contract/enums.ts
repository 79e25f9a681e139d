import { registerEnumType } from 'type-graphql';

/** The domain's closed list as an enum of the contract, under its name there. */
export function enumOf<T extends string>(name: string, values: readonly T[]): Record<T, T> {
  const made = Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
  registerEnumType(made, { name });
  return made;
}
