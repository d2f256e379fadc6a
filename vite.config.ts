// How the site is built (any sub-path), served, and how the unit tests are split between Node and a fake DOM.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fontSubset } from './.ci/tools/font-subset.ts';
import { locale } from './.ci/tools/locale-plugin.ts';
import { offline } from './.ci/tools/offline-plugin.ts';
import { workerWithoutProse } from './.ci/tools/without-prose.ts';

export default defineConfig({
  base: './',
  plugins: [react(), fontSubset(), locale(), offline()],
  worker: { format: 'es', plugins: () => [workerWithoutProse()] },
  build: { target: 'es2022', sourcemap: true, assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    projects: [
      { test: { name: 'tools', include: ['.ci/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'sim-core',
          include: ['sim-core/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
      },
    ],
  },
});
