// Build step: the page names its font and starts its simulator before its own script is there, so that both load beside it.
import type { Plugin } from 'vite';

/** The simulator's file and the font among the site's files. */
export function earlyFiles(files: readonly string[]): { worker: string; fonts: string[] } {
  const workers = files.filter((file) => /(^|\/)entry-[^/]*\.js$/.test(file));
  if (workers.length !== 1)
    throw new Error(`one simulator is expected, not ${workers.length}: ${workers.join(', ')}`);
  return { worker: workers[0], fonts: files.filter((file) => file.endsWith('.woff2')) };
}

/** Adds to index.html's head; addresses are relative, for any sub-path. web/sim-client/connection.ts takes the simulator. */
export function earlyStart(): Plugin {
  return {
    name: '67ns:early-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const { worker, fonts } = earlyFiles(Object.keys(bundle ?? {}));
        return [
          {
            tag: 'script',
            children: `globalThis.earlySimulator = new Worker('./${worker}', { type: 'module' });`,
            injectTo: 'head-prepend',
          },
          ...fonts.map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${file}` },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
}
