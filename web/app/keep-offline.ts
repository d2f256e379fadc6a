// Asks the browser to keep the site for visits without a network, once the page has something better to do than load.

/** Registers the service worker of a built site when the first frames can be drawn; without one nothing is lost. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => {
    navigator.serviceWorker.register('./sw.js').catch(() => {
      // a browser that refuses keeps working with its network
    });
  };
  const root = document.documentElement;
  const ready = () => root.dataset.ready === 'true';
  const soon = () => ('requestIdleCallback' in window ? requestIdleCallback(register) : register());
  if (ready()) {
    soon();
    return;
  }
  const observer = new MutationObserver(() => {
    if (!ready()) return;
    observer.disconnect();
    soon();
  });
  observer.observe(root, { attributeFilter: ['data-ready'] });
}
