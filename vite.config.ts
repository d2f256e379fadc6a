// How the site is built (any sub-path), served, and how the unit tests are split between Node and a fake DOM.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { eagerFunctions } from './.ci/tools/eager-functions.ts';
import { earlyStart } from './.ci/tools/early-start.ts';
import { fontSubset } from './.ci/tools/font-subset.ts';
import { locale } from './.ci/tools/locale-plugin.ts';
import { offline } from './.ci/tools/offline-plugin.ts';
import { prerendered } from './.ci/tools/prerender-plugin.ts';
import { workerWithoutProse } from './.ci/tools/without-prose.ts';

/** Replaces a module that others have already loaded. */
const ALONE = ['sim-core/paths/new-path.test.ts'];

const REACT = /node_modules.(react|react-dom|scheduler)./;

/** Need a document, or styles; each has one to itself. The rest of web/ is tested in Node, as what it does needs no page. */
const DOM = [
  'web/**/*.test.tsx',
  'web/commands/keyboard.test.ts',
  'web/stores/browser.test.ts',
  'web/lab/palette-entries.test.ts',
  'web/ui/first-visit.test.ts',
];

/**
 * Modules as Node itself loads them, TypeScript by tsx as on the command line: the test runner's own way reads every
 * import through an object, which makes the simulator half as fast. Without it modules cannot be replaced.
 */
const NATIVE = {
  execArgv: ['--import', 'tsx'],
  experimental: { viteModuleRunner: false, nodeLoader: false },
};

export default defineConfig({
  base: './',
  plugins: [react(), fontSubset(), locale(), earlyStart(), prerendered(), offline(), eagerFunctions()],
  worker: { format: 'es', plugins: () => [workerWithoutProse()] },
  build: {
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // rendering the Lab takes a few seconds, and is meant to
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          // what the page cannot begin without is two files, compiled beside each other: they compress better than forty
          groups: [
            { name: 'react', test: REACT, tags: ['$initial'], priority: 1 },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    // every core, not all but one; and files share a process, since loading the program costs more than most tests
    maxWorkers: '100%',
    projects: [
      { test: { name: 'tools', include: ['.ci/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'sim-core',
          include: ['sim-core/**/*.test.ts'],
          exclude: ALONE,
          environment: 'node',
          isolate: false,
          testTimeout: 60_000,
          ...NATIVE,
        },
      },
      { test: { name: 'alone', include: ALONE, environment: 'node', testTimeout: 60_000 } },
      {
        test: {
          name: 'web',
          include: ['web/**/*.test.ts'],
          exclude: DOM,
          environment: 'node',
          isolate: false,
          ...NATIVE,
        },
      },
      { plugins: [react()], test: { name: 'dom', include: DOM, environment: 'happy-dom' } },
    ],
  },
});
