// Builds and serves the app. The two headers make the page cross-origin isolated, without which the
// browser gives WebAssembly no shared memory and tf.js's WASM backend falls back to a single thread.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ownKernels } from './src/kernels/wasm/assemblyPlugin.ts';
import { selfContainedWasmFactory } from './src/kernels/wasm/selfContainedFactory.ts';
import { isolation } from './src/offline/isolated.ts';
import { serviceWorker } from './src/offline/serviceWorkerPlugin.ts';

/** What the editor fetches once the canvas stands, with what that needs; not the large things behind a key or a button. */
const partOfWindow = (id: string) =>
  /\/src\/editor\//.test(id) && !/\/(gallery|history|insight|show|tour)\/|renderMarkdown/.test(id);

export default defineConfig({
  // The app may lie in any folder of a host.
  base: './',
  plugins: [react(), selfContainedWasmFactory(), ownKernels(), serviceWorker()],
  worker: { format: 'es', plugins: () => [selfContainedWasmFactory(), ownKernels()] },
  // Loaded late, by the training worker or at the first arrangement: they would be bundled anew then, and the page reload.
  optimizeDeps: {
    include: [
      'elkjs/lib/elk-api',
      'jspdf',
      'svg2pdf.js',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    // jsPDF would fetch them for pages and foreign SVG, neither of which it is given: 130 kB that nobody needs.
    rolldownOptions: {
      external: ['html2canvas', 'canvg', 'dompurify'],
      output: {
        // Else every set of modules that some parts share is a file of its own: 260 requests for one window, in place of 35.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 2 },
            // The earlier versions are looked for before the window is there.
            { name: 'versions', test: /\/src\/store\/versions\//, priority: 2 },
            { name: 'window', test: partOfWindow, priority: 1 },
          ],
        },
      },
    },
  },
});
