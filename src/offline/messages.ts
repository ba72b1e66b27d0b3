// The words between the page and its service worker, as both sides must read them.

/** To the worker: keep every file of the app here; or take over from the version before. */
export type ToWorker = { readonly type: 'keep' } | { readonly type: 'takeOver' };

/** From the worker: every file is here. */
export type FromWorker = { readonly type: 'kept' };
