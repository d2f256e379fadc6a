// Mutation testing: what is changed on purpose, and what is left alone because no test should hold it.
export default {
  mutate: [
    'sim-core/scenario/**/*.ts',
    'sim-core/costs/**/*.ts',
    'sim-core/report/**/*.ts',
    'sim-core/software/rte-ring/**/*.ts',
    'sim-core/software/mempool*.ts',
    '!**/*.test.ts',
    '!**/*-for-test.ts',
    // Data: every value is its own source, and its test would be a second copy of it.
    '!sim-core/costs/table.ts',
    '!sim-core/scenario/link-codes.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: '.ci/mutate/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './.ci/mutate/prose.mjs'],
  ignorers: ['prose'],
  // What runs once when a file is loaded, such as the tables of rules and the schema, would need every test for every
  // mutant, three times as long in all. The functions in those tables run in tests, and are not left out.
  ignoreStatic: true,
  concurrency: 2,
  // Endless loops are found by counting, so that a busy machine need not pass for one.
  timeoutMS: 20_000,
  // TypeScript 7 has no JavaScript interface, which the rewriting of a tsconfig would need.
  tsconfigFile: 'none',
  tempDirName: '.cache/stryker',
  ignorePatterns: ['.cache', 'dist', 'web', 'public', '.github'],
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
};
