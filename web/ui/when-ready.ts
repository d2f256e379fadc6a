// What can wait until the first frames are drawn: it must not stand in the way of them.

/** Calls once the page has said that it is ready, in a pause of its work. */
export function whenReady(then: () => void): void {
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  const ready = () => root.dataset.ready === 'true';
  const soon = () => ('requestIdleCallback' in window ? requestIdleCallback(then) : setTimeout(then));
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
