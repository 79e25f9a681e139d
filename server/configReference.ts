import { configShape } from './config.js';

/** docs/reference/environment.md, written from the configuration itself; a test compares the two. */
export function configReference(): string {
  const rows = Object.entries(configShape).map(([name, type]) => {
    const needed = type.safeParse(undefined);
    return `| \`${name}\` | ${needed.success ? defaultOf(name, needed.data) : '**required**'} | ${type.description ?? ''} |`;
  });
  return [
    '# Environment variables',
    '',
    'Written from `server/config.ts` by `npm run docs`. The server checks all of them at its start,',
    'names every fault at once and prints no value. An empty variable counts as not set.',
    '',
    '| name | default | what it is |',
    '|---|---|---|',
    ...rows,
    '',
    'The scripts also read `RUNWAY_DATA_DIR` (default `.runway`: the embedded database, passwords, keys, the stand-in’s books)',
    'and `RUNWAY_SANDBOX_PORT` (default 4010).',
    '',
  ].join('\n');
}

/** Directories are defaults of the build that runs; the page says which one it is from. */
const DIRECTORIES: Readonly<Record<string, string>> = { STATIC_DIR: '`dist/client`', SCHEMA_DIR: '`dist/schema`' };

function defaultOf(name: string, value: unknown): string {
  return DIRECTORIES[name] ?? (value === undefined ? 'none' : `\`${String(value)}\``);
}
