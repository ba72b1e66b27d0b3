// Builds the service worker: one plain script at the root of the app, with the list of all its files written in.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { fileList } from './fileList.ts';

const source = new URL('./serviceWorker.ts', import.meta.url).pathname;

/** As the page registers it. */
const workerName = 'sw.js';

export function serviceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'convas-service-worker',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      // After the page has been written, which names the scripts.
      order: 'post',
      async handler(_options, bundle) {
        const contents = new Map<string, string | Uint8Array>(
          Object.values(bundle).map((file) => [
            file.fileName,
            file.type === 'chunk' ? file.code : file.source,
          ]),
        );
        for (const path of filesIn(publicDir)) contents.set(path, readFileSync(join(publicDir, path)));
        const { outputFiles } = await build({
          entryPoints: [source],
          bundle: true,
          write: false,
          minify: true,
          format: 'iife',
          target: 'es2022',
          define: { __FILES__: JSON.stringify(fileList(contents)) },
        });
        this.emitFile({ type: 'asset', fileName: workerName, source: outputFiles[0]?.text ?? '' });
      },
    },
  };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
