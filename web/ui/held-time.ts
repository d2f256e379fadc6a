// Simulated time stands still while a surface is on its way.
import { useCallback, useEffect, useRef } from 'react';
import { useLab } from '../stores/use-lab.ts';

/** Holds time from mounting on; the function returned lets it go, as does unmounting. */
export function useHeldTime(): () => void {
  const { playback } = useLab();
  const release = useRef<() => void>(undefined);
  useEffect(() => {
    release.current = playback.hold();
    return () => release.current?.();
  }, [playback]);
  return useCallback(() => release.current?.(), []);
}
