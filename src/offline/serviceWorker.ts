// Keeps the whole app in the browser and isolates its page. The first version takes over at once, since there is nothing
// to disturb, and fetches the files when the page says that it stands; a later one fetches them first and then waits.
import type { FileList } from './fileList';
import { isolated } from './isolated';
import type { FromWorker, ToWorker } from './messages';

/** Written in by the build. */
declare const __FILES__: FileList;

// TypeScript's types of a worker exclude those of a page, with which this is checked together.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Lasting {
  readonly data: ToWorker;
  readonly source: { postMessage(message: FromWorker): void } | null;
}
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
  addEventListener(type: 'message', listen: (event: Told) => void): void;
}
const self = globalThis as unknown as Scope;

const { version, files } = __FILES__;
// Other apps of the same origin have caches too.
const ours = `convas ${self.registration.scope} `;
const current = ours + version;

/** Its name changes with its content, so that what is kept under it is right for ever. */
const hashed = (path: string): boolean => path.includes('assets/');
const absolute = (path: string): string => new URL(path, self.location.href).href;

self.addEventListener('install', (event) => {
  event.waitUntil(self.registration.active ? keepAll() : self.skipWaiting());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data.type === 'takeOver') event.waitUntil(self.skipWaiting());
  else {
    const tell = () => event.source?.postMessage({ type: 'kept' });
    // Without a network what is missing stays missing, and is asked for at the next visit.
    event.waitUntil(keepAll().then(tell, () => {}));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  return (await kept(request)) ?? isolated(await fetch(request));
}

async function kept(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const home = new URL('./', self.location.href).pathname;
  const page = request.mode === 'navigate' && (pathname === home || pathname === `${home}index.html`);
  const cache = await caches.open(current);
  const found = await cache.match(page ? absolute('./') : request.url);
  return found ?? (hashed(pathname) ? inOlder(request.url) : undefined);
}

/** A page of the version before goes on with its own files. */
async function inOlder(url: string): Promise<Response | undefined> {
  for (const name of await ourCaches()) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
}

const ourCaches = async (): Promise<readonly string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(ours));

/** All but this version's and the last one before it, whose pages may still be open. */
async function forgetOlder(): Promise<void> {
  const older = (await ourCaches()).filter((name) => name !== current);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

/** Files that are fetched at a time: the page has requests of its own. */
const atATime = 6;

/** Rejects where a file cannot be had. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(current);
  const have = new Set((await cache.keys()).map(({ url }) => url));
  const missing = files.filter((path) => !have.has(absolute(path)));
  const next = async (): Promise<void> => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
      const url = absolute(path);
      const known = hashed(path) ? await inOlder(url) : undefined;
      const response = known ?? (await fetch(url, hashed(path) ? {} : { cache: 'reload' }));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, isolated(response));
    }
  };
  await Promise.all(Array.from({ length: atATime }, next));
}
