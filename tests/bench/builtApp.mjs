// The app as it is delivered: built for production into a folder of its own, and served.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

const root = new URL('../..', import.meta.url).pathname;

/** Builds and serves it at a port; `close` removes the folder too. */
export async function serveBuilt(port) {
  const outDir = mkdtempSync(join(tmpdir(), 'convas-bench-'));
  const config = { root, configFile: `${root}/vite.config.ts`, logLevel: 'error' };
  const remove = () => rmSync(outDir, { recursive: true, force: true });
  try {
    // The bench's own server has left `development` there, and React would be built with all its checks.
    process.env.NODE_ENV = 'production';
    await build({ ...config, mode: 'production', build: { outDir, emptyOutDir: true } });
    const server = await preview({ ...config, build: { outDir }, preview: { port, strictPort: true } });
    const close = async () => {
      await server.close();
      remove();
    };
    return { url: `http://localhost:${port}/`, close };
  } catch (error) {
    remove();
    throw error;
  }
}
