// The built site as a host such as GitHub Pages serves it: compressed, with nothing to be kept.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Serves `folder` on a port that is free until `close`; files are compressed once. */
export async function serveCompressed(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const kept = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = pathname === '/' ? '/index.html' : pathname;
    const type = TYPES[extname(file)];
    if (type === undefined || file.includes('..')) {
      response.writeHead(404).end();
      return;
    }
    const packed = extname(file) !== '.woff2';
    try {
      const content = readFileSync(join(folder, file));
      const body = kept.get(file) ?? (packed ? gzipSync(content, { level: 9 }) : content);
      kept.set(file, body);
      response.writeHead(200, {
        'Content-Type': type,
        'Content-Length': body.length,
        ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
