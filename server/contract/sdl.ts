import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The contract as written by hand: every `schema/*.graphql`, in the order of their names. */
export function loadSdl(directory: string): string {
  const files = readdirSync(directory).filter((name) => name.endsWith('.graphql'));
  if (files.length === 0) throw new Error(`no contract found in ${directory}`);
  return files
    .sort()
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');
}
