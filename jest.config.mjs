const swc = (tsx) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const esm = {
  rootDir: '.',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.runway/'],
};

const node = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`, ...(LONG[name] ?? []).map((path) => `!${path}`)],
  ...esm,
  ...extra,
});

/** Of tests that prove something else than what is measured: counting in them costs time and adds nothing. */
const UNMEASURED = { coveragePathIgnorePatterns: ['/'] };

/** What computes longest, over code that other tests of the same project measure: half as fast with counters in it. */
const LONG = {
  domain: ['**/tests/domain/hygiene/incremental.test.ts'],
  server: ['**/tests/server/**/*.fifty.test.ts'],
};

/** The long tests of a project, under the same name. */
const long = (name, extra = {}) => node(name, { testMatch: LONG[name], ...UNMEASURED, ...extra });

const GROUND = {
  globalSetup: '<rootDir>/tests/harness/globalSetup.mjs',
  globalTeardown: '<rootDir>/tests/harness/globalTeardown.mjs',
};

/** What is measured: all of domain/ and server/ that can run inside jest. */
const MEASURED = [
  'domain/**/*.ts',
  'server/**/*.ts',
  // Types alone; nothing of them runs.
  '!domain/{books,cashMovement,snapshot,units}.ts',
  '!server/{context,principal}.ts',
  '!server/**/*.{types,entity}.ts',
  // Run as processes of their own, which the coverage of this one does not see: tests/server/process.test.ts starts the
  // server, the ground of all server tests prepares a database, the fifty are loaded by the demo's loader.
  '!server/{main,composeServer}.ts',
  '!server/migrations/**',
  '!server/platform/{prepareDatabase,shutdown,clock}.ts',
  '!server/seeds/{demo,consent,productSession}.ts',
  '!server/digests/tieOutCommand.ts',
];

export default {
  // What never comes fails; what is late on a busy machine does not.
  testTimeout: 30_000,
  // Modules of finished files stay in a worker's memory; one that holds this much is begun anew.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/tests/harness/longestFirst.mjs',
  // Counters in the code itself: V8's own would be started and read anew for every file, over all that a worker has loaded.
  coverageProvider: 'babel',
  collectCoverageFrom: MEASURED,
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'json-summary', 'html'],
  // Of all tests together; `jest --coverage` over a part of them falls below and says so.
  coverageThreshold: {
    global: { lines: 90 },
    './domain/': { lines: 95 },
    './server/': { lines: 90 },
  },
  projects: [
    node('domain'),
    long('domain'),
    node('sandbox', UNMEASURED),
    node('server', GROUND),
    long('server', GROUND),
    node('contract', UNMEASURED),
    {
      displayName: 'client',
      testEnvironment: '<rootDir>/tests/harness/jsdomEnvironment.mjs',
      testMatch: ['<rootDir>/tests/client/**/*.test.ts', '<rootDir>/tests/client/**/*.test.tsx'],
      ...esm,
      ...UNMEASURED,
    },
  ],
};
