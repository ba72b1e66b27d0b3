// Two projects: `unit` runs in Node; `browser` runs *.browser.test.ts in the real Chromium, because tf.js's
// WASM and WebGPU backends must be tested where they run.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { ownKernels } from '../src/kernels/wasm/assemblyPlugin.ts';
import { isolation } from '../src/offline/isolated.ts';
import { chromiumPath, softwareWebGpu } from './chromium.mjs';
import { torch } from './torch.ts';

const root = new URL('..', import.meta.url).pathname;

/**
 * Of both projects. Files of one share their modules and, in the browser, the page: loading modules and compiling shaders
 * for every file anew would take as long as the tests.
 */
const shared = {
  isolate: false,
  setupFiles: ['tests/seed.ts'],
  env: { FC_SEED: process.env.FC_SEED ?? '' },
  hookTimeout: 60_000,
};

// All that browser tests load: a package found late is bundled anew in mid-run, and React would be there twice.
const bundledFirst = [
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/notifications',
  '@tabler/icons-react',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
  '@xyflow/react',
  'fast-check',
  'idb',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'uplot',
  'zustand',
  'zustand/vanilla',
];

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/demonstrations/*.test.ts', 'tests/bench/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        plugins: [ownKernels()],
        server: { headers: isolation },
        optimizeDeps: { include: bundledFirst },
        test: {
          ...shared,
          name: 'browser',
          include: ['src/**/*.browser.test.ts', 'tests/demonstrations/*.browser.test.ts'],
          testTimeout: 120_000,
          // Of tests that say they may run beside each other: trainings, each on one core.
          maxConcurrency: 2,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { torch: (_, path: string, input: string) => torch(path, input) },
            provider: playwright({
              launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox', ...softwareWebGpu] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
