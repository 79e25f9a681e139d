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
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  ...esm,
  ...extra,
});

export default {
  projects: [
    node('domain'),
    node('sandbox'),
    node('server', {
      globalSetup: '<rootDir>/tests/harness/globalSetup.mjs',
      globalTeardown: '<rootDir>/tests/harness/globalTeardown.mjs',
    }),
    node('contract'),
    {
      displayName: 'client',
      testEnvironment: '<rootDir>/tests/harness/jsdomEnvironment.mjs',
      testMatch: ['<rootDir>/tests/client/**/*.test.ts', '<rootDir>/tests/client/**/*.test.tsx'],
      ...esm,
    },
  ],
};
