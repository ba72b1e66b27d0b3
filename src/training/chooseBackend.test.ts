// The choice of a backend and the sentence that gives its reason, over what browsers may offer.
import { expect, test } from 'vitest';
import { err, ok } from '../lib/result';
import { type Adapter, type BackendDoors, chooseBackend } from './chooseBackend';
import type { Backend, RunSettings } from './protocol';

const names: Record<Backend, string> = {
  webgpu: 'WebGPU',
  wasm: 'WASM with SIMD and 4 threads',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
};
const hardware: Adapter = { type: 'hardware', name: 'Ampere' };
const software: Adapter = { type: 'software', name: 'SwiftShader' };
const none: Adapter = { type: 'none' };

async function choose(choice: RunSettings['backend'], adapter: Adapter, broken: readonly Backend[] = []) {
  const tried: Backend[] = [];
  const doors: BackendDoors = {
    adapter: async () => adapter,
    open: async (backend) => {
      tried.push(backend);
      if (broken.includes(backend)) return err(`${names[backend]} could not be set up (Error: broken)`);
      return ok({ threads: backend === 'wasm' ? 4 : 1, name: names[backend] });
    },
  };
  const chosen = await chooseBackend(choice, doors);
  return { tried, chosen: chosen.ok ? chosen.value : undefined, error: chosen.ok ? '' : chosen.error };
}

test.each<[string, RunSettings['backend'], Adapter, readonly Backend[], Backend, string, number]>([
  ['hardware', 'auto', hardware, [], 'webgpu', 'WebGPU: this browser offers a hardware adapter (Ampere).', 0],
  [
    'a software adapter',
    'auto',
    software,
    [],
    'wasm',
    'WASM with SIMD and 4 threads: this browser offers no hardware WebGPU adapter (only SwiftShader, a software one).',
    0,
  ],
  [
    'no adapter',
    'auto',
    none,
    [],
    'wasm',
    'WASM with SIMD and 4 threads: this browser offers no WebGPU adapter.',
    0,
  ],
  [
    'WebGPU and WASM broken',
    'auto',
    hardware,
    ['webgpu', 'wasm'],
    'webgl',
    'WebGL: WebGPU could not be set up (Error: broken); WASM with SIMD and 4 threads could not be set up (Error: broken).',
    0,
  ],
  [
    'WASM asked for',
    'wasm',
    hardware,
    [],
    'wasm',
    'WASM with SIMD and 4 threads: chosen in the settings.',
    0,
  ],
  ['the CPU asked for', 'cpu', hardware, [], 'cpu', 'plain JavaScript: chosen in the settings.', 0],
  ['WebGPU asked for on software', 'webgpu', software, [], 'webgpu', 'WebGPU: chosen in the settings.', 1],
  [
    'WebGPU asked for where there is none',
    'webgpu',
    none,
    [],
    'wasm',
    'WASM with SIMD and 4 threads: WebGPU was chosen, but this browser offers no WebGPU adapter.',
    1,
  ],
  [
    'WebGL asked for and broken',
    'webgl',
    hardware,
    ['webgl'],
    'webgpu',
    'WebGPU: WebGL was chosen, but WebGL could not be set up (Error: broken).',
    1,
  ],
])('%s', async (_, choice, adapter, broken, backend, reason, notes) => {
  const { chosen } = await choose(choice, adapter, broken);
  expect(chosen).toMatchObject({ backend, reason, threads: backend === 'wasm' ? 4 : 1 });
  expect(chosen?.notes).toHaveLength(notes);
});

test('nothing is loaded that is not tried', async () => {
  expect((await choose('auto', software)).tried).toEqual(['wasm']);
  expect((await choose('auto', hardware)).tried).toEqual(['webgpu']);
});

test('a software adapter is never a fallback', async () => {
  expect((await choose('auto', software, ['wasm', 'webgl'])).tried).toEqual(['wasm', 'webgl', 'cpu']);
});

test('when nothing works, every reason is given', async () => {
  const { error } = await choose('auto', none, ['wasm', 'webgl', 'cpu']);
  expect(error).toMatch(
    /^No backend can be set up here: this browser offers no WebGPU adapter; WASM .*; WebGL .*; plain .*\.$/,
  );
});
