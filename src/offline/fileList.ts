// What the build hands the service worker: which files the app consists of. Apart, so that the rule which of them are
// kept can be tested without a build.
import { createHash } from 'node:crypto';

export interface FileList {
  /** Changes with any of the files. */
  readonly version: string;
  /** Relative to the worker; `./` is the page itself. */
  readonly files: readonly string[];
}

/** Old browsers' forms of KaTeX's fonts: one that has service workers reads WOFF2. Inter as TTF goes into PDFs. */
const unneeded = /\.(woff|map)$|KaTeX_[^/]*\.ttf$/;

/** The list of a build's files, given by path with their contents. */
export function fileList(contents: ReadonlyMap<string, string | Uint8Array>): FileList {
  const hash = createHash('sha256');
  const files: string[] = [];
  for (const path of [...contents.keys()].sort()) {
    if (unneeded.test(path)) continue;
    files.push(path === 'index.html' ? './' : path);
    hash
      .update(path)
      .update('\0')
      .update(contents.get(path) ?? '');
  }
  return { version: hash.digest('hex').slice(0, 12), files };
}
