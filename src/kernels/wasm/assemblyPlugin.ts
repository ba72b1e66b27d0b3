// A Vite plugin that compiles `assembly/` (AssemblyScript: TypeScript that becomes WebAssembly) with the compiler from
// npm, and offers the binaries to the app as the module `virtual:own-kernels`. Apart, because it runs in the build and
// not in the app; it works the same in development, build and tests.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const name = 'virtual:own-kernels';
const folder = fileURLToPath(new URL('./assembly/', import.meta.url));
const cache = fileURLToPath(new URL('../../../node_modules/.cache/own-kernels/', import.meta.url));

/** The compiled module takes tf.js's memory, which in the threaded build is shared and bounded. */
const memories: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  shared: ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
};
const options = [
  ...['--runtime', 'stub', '--use', 'abort=', '-O3', '--noAssert', '--importMemory', '--initialMemory', '1'],
  ...['--enable', 'simd', '--disableWarning'],
];

export function ownKernels(): Plugin {
  let compiled: Promise<string> | undefined;
  return {
    name: 'own-kernels',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      for (const file of sources()) this.addWatchFile(folder + file);
      compiled ??= compileAll();
      return compiled;
    },
    watchChange(id) {
      if (id.startsWith(folder)) compiled = undefined;
    },
  };
}

const sources = (): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();

async function compileAll(): Promise<string> {
  const files = new Map(sources().map((file) => [file, readFileSync(folder + file, 'utf8')]));
  const lines = await Promise.all(
    Object.entries(memories).map(async ([memory, more]) => {
      const binary = await compiledOnce(files, [...options, ...more]);
      return `export const ${memory} = '${Buffer.from(binary).toString('base64')}';`;
    }),
  );
  return lines.join('\n');
}

/** Compiling takes seconds, so the result is kept by what it was made from. */
async function compiledOnce(
  files: ReadonlyMap<string, string>,
  args: readonly string[],
): Promise<Uint8Array> {
  // Loaded only when asked for: it is 10 MB, and most starts of Vite never need it.
  const { default: asc } = await import('assemblyscript/asc');
  const made = createHash('sha256').update(JSON.stringify([asc.version, args, ...files]));
  const file = `${cache}${made.digest('hex')}.wasm`;
  if (existsSync(file)) return readFileSync(file);
  const binary = await compile(asc, files, args);
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, binary);
  return binary;
}

type Compiler = typeof import('assemblyscript/asc')['default'];

async function compile(
  asc: Compiler,
  files: ReadonlyMap<string, string>,
  args: readonly string[],
): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...args], {
    readFile: (file) => files.get(file) ?? null,
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`AssemblyScript: ${error?.message}\n${stderr.toString()}`);
  refuseData(binary);
  return binary;
}

/** Sections of data would be written over tf.js's own when the module is instantiated on its memory. */
function refuseData(binary: Uint8Array): void {
  const data = 11;
  let at = 8;
  while (at < binary.length) {
    const section = binary[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (section === data)
      throw new Error(
        'src/kernels/wasm/assembly holds static data (a string or an array): it has no memory of its own.',
      );
    at += size;
  }
}
