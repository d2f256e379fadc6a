// Whatever is open over the Lab: one surface at a time, each in a chunk of its own.
import { lazy, Suspense } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLabState } from '../stores/use-lab.ts';

const FeatureDrawer = lazy(() => import('./feature-drawer.tsx'));
const PacketPanel = lazy(() => import('./packet-panel.tsx'));
const HelpSheet = lazy(() => import('./help-sheet.tsx'));
const CaptureSheet = lazy(() => import('./capture-sheet.tsx'));

/** One surface at a time. */
export type Surface =
  | { kind: 'features'; lane: number }
  | { kind: 'packet'; packet: number }
  | { kind: 'help' }
  | { kind: 'capture' }
  | null;

export interface SurfacesProps {
  surface: Surface;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
  onSurface: (surface: Surface) => void;
}

export function Surfaces({ surface, scenario, readers, onSurface }: SurfacesProps) {
  const capture = useLabState((state) => state.capture);
  const report = useLabState((state) => state.captureReport);
  const close = () => onSurface(null);
  return (
    <Suspense fallback={null}>
      {surface?.kind === 'features' && scenario.lanes[surface.lane] !== undefined && (
        <FeatureDrawer lane={surface.lane} scenario={scenario} onClose={close} />
      )}
      {surface?.kind === 'packet' && (
        <PacketPanel
          packet={surface.packet}
          scenario={scenario}
          readers={readers}
          onClose={close}
          onPacket={(packet) => onSurface({ kind: 'packet', packet })}
        />
      )}
      {surface?.kind === 'help' && <HelpSheet onClose={close} />}
      {surface?.kind === 'capture' && report !== null && capture !== null && (
        <CaptureSheet name={capture.name} report={report} onClose={close} />
      )}
    </Suspense>
  );
}
