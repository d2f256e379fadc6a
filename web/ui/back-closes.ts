// The system's back gesture closes what is open, where the browser hands it on; Escape is a command of the Lab's.
import { useEffect, useRef } from 'react';

/** What a browser with close requests offers; TypeScript's library does not name it everywhere. */
interface CloseRequests {
  onclose: (() => void) | null;
  destroy(): void;
}

/** As long as the caller is mounted, a back gesture calls `onClose` in place of leaving the page. */
export function useBackCloses(onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const { CloseWatcher } = window as unknown as { CloseWatcher?: new () => CloseRequests };
    if (CloseWatcher === undefined) return;
    const requests = new CloseWatcher();
    requests.onclose = () => latest.current();
    return () => {
      requests.onclose = null;
      requests.destroy();
    };
  }, []);
}
