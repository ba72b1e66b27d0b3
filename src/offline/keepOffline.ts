// The page's side of the service worker once the app stands: has every file kept, hears of newer versions, and lets the
// newer one take over when the user says so.
import { canServe, register } from './isolatePage';
import type { FromWorker, ToWorker } from './messages';

export interface Listeners {
  /** Every file is in the browser. */
  readonly onKept: () => void;
  /** A newer version is in the browser and waits. */
  readonly onNewer: () => void;
}

const tell = (worker: ServiceWorker, message: ToWorker): void => worker.postMessage(message);

/** Milliseconds between looks for a newer version, on coming back to the page. */
const pause = 30 * 60_000;

/** Never rejects: where the browser allows no service worker, the app works as any page does. */
export async function keepOffline({ onKept, onNewer }: Listeners): Promise<void> {
  if (!canServe()) return;
  const registration = await register().catch(() => undefined);
  if (!registration) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'kept') onKept();
  });
  if (registration.waiting) onNewer();
  registration.addEventListener('updatefound', () => {
    const { installing, active } = registration;
    if (!installing || !active) return;
    installing.addEventListener('statechange', () => {
      if (installing.state === 'installed') onNewer();
    });
  });
  const { active } = await navigator.serviceWorker.ready;
  if (active) tell(active, { type: 'keep' });
  lookAgain(registration);
}

function lookAgain(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < pause) return;
    looked = Date.now();
    // Without a network there is nothing newer to be had.
    registration.update().catch(() => {});
  });
}

/** Loads the page anew with the version that waits; what is open is saved as on every leaving of the page. */
export async function takeNewer(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  if (registration?.waiting) tell(registration.waiting, { type: 'takeOver' });
  // Another window has let it take over already.
  else location.reload();
}
