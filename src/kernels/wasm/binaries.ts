// Says where the bundled .wasm files of tf.js's WASM backend lie. Apart, because only the bundler knows their
// addresses, and because whoever loads this module also pulls the backend in.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';

/**
 * Points the WASM backend at the binaries served with the app, as absolute addresses: the threaded build starts
 * its workers from a blob, in which a relative address means nothing. Call before `tf.setBackend('wasm')`.
 */
export function setBundledWasmPaths(): void {
  const absolute = (url: string): string => new URL(url, globalThis.location.href).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plain),
    'tfjs-backend-wasm-simd.wasm': absolute(simd),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedSimd),
  });
}
