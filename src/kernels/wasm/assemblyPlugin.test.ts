// The compiled kernels as the plugin hands them over: valid for both kinds of memory, and with none of their own.
import { expect, test } from 'vitest';
import { ownKernels } from './assemblyPlugin';

test('compiles to modules that import a memory and nothing else', async () => {
  const { load } = ownKernels();
  if (typeof load !== 'function') throw new Error('The plugin loads by a function.');
  const context = { addWatchFile: () => {} } as unknown as ThisParameterType<typeof load>;
  const code = await load.call(context, '\0virtual:own-kernels');
  const binaries = new Map(
    [...String(code).matchAll(/export const (\w+) = '([^']+)'/g)].map(([, memory, text]) => [
      memory,
      Buffer.from(text ?? '', 'base64'),
    ]),
  );
  expect([...binaries.keys()]).toEqual(['plain', 'shared']);
  for (const [memory, binary] of binaries) {
    const compiled = await WebAssembly.compile(new Uint8Array(binary));
    expect(WebAssembly.Module.imports(compiled)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    const shared = memory === 'shared';
    const pages = { initial: 1, ...(shared ? { maximum: 65_536, shared } : {}) };
    const own = new WebAssembly.Memory(pages);
    await WebAssembly.instantiate(compiled, { env: { memory: own } });
    expect(new Uint8Array(own.buffer).every((byte) => byte === 0)).toBe(true);
  }
});
