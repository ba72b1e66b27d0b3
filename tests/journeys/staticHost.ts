// A host of static files that knows no headers but a file's type, as the cheapest ones are: the app lies in a folder of it.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticHost {
  readonly url: string;
  /** What it answers for a path from now on, in place of the file. */
  readonly replace: (path: string, change: (text: string) => string) => void;
  readonly close: () => Promise<void>;
}

/** Serves a folder under `/some/folder/`, on a port that is free. */
export async function serveStatically(root: string): Promise<StaticHost> {
  const folder = '/some/folder/';
  const changes = new Map<string, (text: string) => string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(folder) ? pathname.slice(folder.length) : undefined;
    const path = inside === '' ? 'index.html' : inside;
    const file = path === undefined ? undefined : normalize(join(root, path));
    if (path === undefined || !file?.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    const change = changes.get(path);
    const stream = createReadStream(file);
    if (!change) stream.pipe(response);
    else
      void stream
        .setEncoding('utf8')
        .toArray()
        .then((parts) => response.end(change(parts.join(''))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${folder}`,
    replace: (path, change) => changes.set(path, change),
    close: () => closed(server),
  };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
