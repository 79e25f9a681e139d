/**
 * `npm run check`: types, lint, imports, contract, unused code, formatting. Every gate runs, two at a time; the failures
 * are listed at the end.
 */
import { join } from 'node:path';
import { ROOT, ensureDependencies, productNode, run, step } from './ground.mjs';

await ensureDependencies();
const bin = (path, ...args) => [productNode(), [join(ROOT, 'node_modules', path), ...args]];

/** Writes what the gates after it read. */
const TYPES_OF_CONTRACT = [
  'Contract: types from the SDL',
  bin('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml'),
];

/** The longest first, so that two lanes end at about the same time. */
const GATES = [
  ['Lint', bin('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  ['Types', bin('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')],
  ['Lint by types', bin('oxlint/bin/oxlint')],
  ['Formatting', bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['Reference pages', [productNode(), [join(ROOT, 'scripts/docs.mjs'), '--check']]],
  [
    'Imports',
    bin(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'domain',
      'schema',
      'server',
      'client',
      'sandbox',
      'tests',
    ),
  ],
  ['Unused code and dependencies', bin('knip/bin/knip.js', '--no-progress')],
  ['Types of the service worker', bin('typescript/bin/tsc', '-p', 'tsconfig.worker.json', '--noEmit')],
];
const LANES = 2;

const failures = [];
await pass(TYPES_OF_CONTRACT);
const waiting = [...GATES];
await Promise.all(
  Array.from({ length: LANES }, async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) await pass(gate);
  }),
);
if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}`);
  process.exit(1);
}

async function pass([name, [command, args]]) {
  await step(name, () => run(command, args)).catch((error) => failures.push(`${name}\n${error.message}`));
}
