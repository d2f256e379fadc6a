// How far the simulator has got with what the screen waits for, for the edge of the transport.
import { useLab, useLabState } from '../stores/use-lab.ts';
import { useRunEnd } from './use-marks.ts';

/** Share 0…1 of the run while it is simulated, of the way to the playhead while that is fetched; null when nothing is waited for. */
export function useProgress(): number | null {
  const lab = useLab();
  const loading = useLabState((state) => state.loading);
  const status = useLabState((state) => state.status);
  const simulatedPs = useLabState((state) => state.simulatedPs);
  const tPs = useLabState((state) => state.tPs);
  useLabState((state) => state.traceRevision);
  const endPs = useRunEnd();
  if (loading) return lab.trace()?.readiness(tPs) ?? 0;
  return status === 'running' || status === 'starting' ? Math.max(0, Math.min(1, simulatedPs / endPs)) : null;
}
