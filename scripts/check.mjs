/** `npm run check`: types, lint, imports, contract, unused code, formatting. Every gate runs; the failures are listed at the end. */
import { join } from 'node:path';
import { ROOT, ensureDependencies, productNode, run, step } from './ground.mjs';

await ensureDependencies();
const bin = (path, ...args) => [productNode(), [join(ROOT, 'node_modules', path), ...args]];

const GATES = [
  ['Contract: types from the SDL', bin('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml')],
  ['Types', bin('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')],
  ['Reference pages', [productNode(), [join(ROOT, 'scripts/docs.mjs'), '--check']]],
  ['Types of the service worker', bin('typescript/bin/tsc', '-p', 'tsconfig.worker.json', '--noEmit')],
  ['Lint', bin('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
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
  ['Formatting', bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
];

const failures = [];
for (const [name, [command, args]] of GATES) {
  await step(name, () => run(command, args)).catch((error) => failures.push(`${name}\n${error.message}`));
}
if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}`);
  process.exit(1);
}
