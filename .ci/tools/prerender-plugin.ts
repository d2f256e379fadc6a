// Build step: renders the Lab once and puts its elements into index.html, so that the page stands before its scripts run.
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EMPTY = '<div id="app"></div>';

/** The app's element with the Lab in it. Throws where the page has no such element. */
export function withLab(page: string, lab: string): string {
  if (!page.includes(EMPTY)) throw new Error(`index.html has no ${EMPTY}`);
  // not as a pattern: the Lab's text may hold a $
  return page.replace(EMPTY, () => `<div id="app">${lab}</div>`);
}

/** What web/app/prerender.tsx renders, loaded as the page's own modules are. */
async function renderLab(): Promise<string> {
  const server = await createServer({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    mode: 'production',
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { prerender } = (await server.ssrLoadModule('/web/app/prerender.tsx')) as {
      prerender: () => string;
    };
    return prerender();
  } finally {
    await server.close();
  }
}

/** Fills index.html when the site is built; a page that is served from its sources begins empty. */
export function prerendered(): Plugin {
  let rendering: Promise<string> | null = null;
  return {
    name: '67ns:prerendered',
    apply: 'build',
    // beside the bundling, which is another program's work
    buildStart() {
      rendering ??= renderLab();
      // said where it is waited for
      rendering.catch(() => undefined);
    },
    transformIndexHtml: {
      order: 'post',
      handler: async (page) => withLab(page, await (rendering ?? renderLab())),
    },
  };
}
