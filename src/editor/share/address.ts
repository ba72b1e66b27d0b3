// What the page's address asks to open, and the address without that, so that a reload keeps what was done since.
import { linkMark } from '../../interchange/link/linkMark';

export type Wanted =
  /** A design within the link itself: the fragment from its `#` on. */
  | { readonly type: 'link'; readonly fragment: string }
  /** A file of the same site, by an address relative to the page's. */
  | { readonly type: 'file'; readonly address: string }
  | { readonly type: 'template'; readonly id: string };

/** One thing: a design in the fragment before a file, a file before a template. */
export function wantedOf({ hash, searchParams }: URL): Wanted | undefined {
  if (hash.startsWith(linkMark)) return { type: 'link', fragment: hash };
  const address = searchParams.get('open');
  if (address !== null) return { type: 'file', address };
  const id = searchParams.get('template');
  return id === null ? undefined : { type: 'template', id };
}

/** Path, search and fragment, without what `wantedOf` reads. */
export function withoutWanted(url: URL): string {
  const clean = new URL(url);
  clean.searchParams.delete('open');
  clean.searchParams.delete('template');
  if (clean.hash.startsWith(linkMark)) clean.hash = '';
  return `${clean.pathname}${clean.search}${clean.hash}`;
}

/** Where a file asked for lies; undefined where that is another site, or no address. */
export function sameSite(address: string, page: URL): URL | undefined {
  if (!URL.canParse(address, page)) return undefined;
  const url = new URL(address, page);
  // A `blob:` address has the page's origin too, and is no file of the site.
  return url.protocol === page.protocol && url.origin === page.origin && url.origin !== 'null'
    ? url
    : undefined;
}
