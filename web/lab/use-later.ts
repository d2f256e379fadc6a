// What need not be in the first picture: it is rendered once there is time, so that packets move sooner.
import { startTransition, useEffect, useState } from 'react';

/** Longest wait for an idle moment, milliseconds. */
const AT_LATEST_MS = 1000;

/** False in the first renders; true from the first idle moment on, or at once where `now` is. */
export function useLater(now: boolean): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const show = () => startTransition(() => setLater(true));
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(show);
      return () => clearTimeout(timer);
    }
    const asked = requestIdleCallback(show, { timeout: AT_LATEST_MS });
    return () => cancelIdleCallback(asked);
  }, []);
  return later || now;
}
