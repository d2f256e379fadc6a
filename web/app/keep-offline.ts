// Asks the browser to keep the site for visits without a network, once the page has something better to do than load.
import { whenReady } from '../ui/when-ready.ts';

/** Registers the service worker of a built site when the first frames can be drawn; without one nothing is lost. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  whenReady(() => {
    navigator.serviceWorker.register('./sw.js').catch(() => {
      // a browser that refuses keeps working with its network
    });
  });
}
