// A Vite plugin, used by the build alone and not by the app: without it the built app cannot start the threaded
// WASM backend. tf.js hands its module factory to the threads as source text (`factory.toString()`), but the
// factory reads `_scriptDir` from the scope around it; the minifier drops the `typeof` guard, and each thread
// fails with "e is not defined".
import type { Plugin } from 'vite';

/** Cuts the outer variable out of the factory; all it serves is to find files that `setBundledWasmPaths` names anyway. */
export function selfContainedWasmFactory(): Plugin {
  return {
    name: 'self-contained-wasm-factory',
    apply: 'build',
    transform: {
      filter: { id: /tfjs-backend-wasm-threaded-simd\.js/ },
      handler(code) {
        const guarded = 'if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}';
        const fallback = '||_scriptDir';
        if (!code.includes(guarded) || !code.includes(fallback)) {
          throw new Error(
            'tf.js has changed its threaded WASM factory: check whether it still reads _scriptDir.',
          );
        }
        return { code: code.replace(guarded, '').replaceAll(fallback, ''), map: null };
      },
    },
  };
}
