// The choice of a backend and the sentence that gives its reason, over what browsers may offer.
import { describe, expect, test } from 'vitest';
import { err, ok } from '../lib/result';
import { type Adapter, type BackendDoors, type Contest, chooseBackend } from './chooseBackend';
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

async function choose(
  choice: RunSettings['backend'],
  adapter: Adapter,
  broken: readonly Backend[] = [],
  contest?: Contest,
) {
  const tried: Backend[] = [];
  const doors: BackendDoors = {
    adapter: async () => adapter,
    open: async (backend) => {
      tried.push(backend);
      if (broken.includes(backend)) return err(`${names[backend]} could not be set up (Error: broken)`);
      return ok({ threads: backend === 'wasm' ? 4 : 1, name: names[backend] });
    },
  };
  const chosen = await chooseBackend(choice, doors, contest);
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

describe('a contest', () => {
  const key = (name: string) => `${name}, a plan`;
  /** Answers with these times, in the order of asking. */
  const timing = (...times: (number | Error)[]): Contest => ({
    key,
    known: {},
    time: async () => {
      const next = times.shift();
      if (next === undefined || next instanceof Error) throw next ?? new Error('Asked once too often');
      return next;
    },
  });

  test('WebGPU wins: it is used as it was opened, and the reason has both times', async () => {
    const { tried, chosen } = await choose('auto', hardware, [], timing(31.4, 4.27));
    expect(tried).toEqual(['wasm', 'webgpu']);
    expect(chosen).toMatchObject({
      backend: 'webgpu',
      reason: 'WebGPU: measured just now with this network, 4.3 ms a batch against 31 ms on WASM.',
      measured: { key: 'Ampere, a plan', times: { webgpu: 4.27, wasm: 31.4 } },
    });
  });

  test('WASM wins: it is opened again', async () => {
    const { tried, chosen } = await choose('auto', hardware, [], timing(2, 9));
    expect(tried).toEqual(['wasm', 'webgpu', 'wasm']);
    expect(chosen).toMatchObject({
      backend: 'wasm',
      threads: 4,
      measured: { times: { webgpu: 9, wasm: 2 } },
    });
    expect(chosen?.reason).toBe(
      'WASM with SIMD and 4 threads: measured just now with this network, 2.0 ms a batch against 9.0 ms on WebGPU (Ampere).',
    );
  });

  test('what is known is not measured again', async () => {
    const known = { 'Ampere, a plan': { webgpu: 9, wasm: 2 } };
    const { tried, chosen } = await choose('auto', hardware, [], { ...timing(), known });
    expect(tried).toEqual(['wasm']);
    expect(chosen?.reason).toContain('measured here before');
    expect(chosen).not.toHaveProperty('measured');
  });

  test.each<[string, Contest, readonly Backend[]]>([
    ['nothing may be measured', { key, known: {} }, []],
    ['a measurement fails', timing(3, new Error('Device was lost')), []],
    ['WASM is broken', timing(3, 2), ['wasm']],
  ])('where %s, the hardware adapter is used', async (_, contest, broken) => {
    const { chosen } = await choose('auto', hardware, broken, contest);
    expect(chosen?.reason).toBe('WebGPU: this browser offers a hardware adapter (Ampere).');
    expect(chosen).not.toHaveProperty('measured');
  });

  test('where WebGPU cannot be opened, WASM is used and the reason says so', async () => {
    const { chosen } = await choose('auto', hardware, ['webgpu'], timing(3));
    expect(chosen).toMatchObject({
      backend: 'wasm',
      reason: expect.stringContaining('WebGPU could not be set up'),
    });
  });

  test.each<[RunSettings['backend'], Adapter]>([
    ['wasm', hardware],
    ['webgpu', hardware],
    ['auto', software],
    ['auto', none],
  ])('there is none for %s on %j', async (choice, adapter) => {
    const { tried } = await choose(choice, adapter, [], timing());
    expect(tried).toHaveLength(1);
  });
});
