// On a host that sends no headers, the first visit starts the service worker that adds them, and loads the page once more
// before anything is shown. Small, for it stands before everything else.

/** In the tab's storage from that reload until the page is isolated: where it is not, it is not tried again. */
const triedKey = 'convas-isolating';

/** Milliseconds that the first view waits for the worker; after that, it reloads only what nobody has touched. */
const patience = 2000;

export const canServe = (): boolean =>
  import.meta.env.PROD && isSecureContext && 'serviceWorker' in navigator;

/** The worker stands beside the page, wherever that is. */
export const register = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.register(new URL('sw.js', document.baseURI));

/** Resolves when the app may start; never where the page is loaded anew. Never rejects. */
export async function isolatePage(): Promise<void> {
  if (!canServe() || !mayTry()) return;
  let touched = false;
  const touch = () => {
    touched = true;
  };
  for (const act of ['pointerdown', 'keydown', 'drop']) addEventListener(act, touch, { once: true });
  const reloading = register()
    .then(() => navigator.serviceWorker.ready)
    .then(() => {
      if (touched) return;
      sessionStorage.setItem(triedKey, 'yes');
      location.reload();
      return new Promise<void>(() => {});
    })
    .catch(() => {});
  await Promise.race([reloading, new Promise((resolve) => setTimeout(resolve, patience))]);
}

function mayTry(): boolean {
  try {
    if (!crossOriginIsolated) return sessionStorage.getItem(triedKey) === null;
    sessionStorage.removeItem(triedKey);
    return false;
  } catch {
    // Nothing could stop a loop.
    return false;
  }
}
