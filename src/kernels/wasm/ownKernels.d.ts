// What `assemblyPlugin.ts` compiles from `assembly/`: the same module for both kinds of memory, as base64.
declare module 'virtual:own-kernels' {
  /** For a memory that one thread has for itself. */
  export const plain: string;
  /** For a memory shared between threads. */
  export const shared: string;
}
