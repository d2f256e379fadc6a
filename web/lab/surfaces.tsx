// Whatever is open over the Lab: one surface at a time, each in a chunk of its own.
import { lazy, type RefObject, Suspense } from 'react';
import type { Features, Scenario } from '../../sim-core/index.ts';
import type { ChipId } from '../scene/chip-id.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLab } from '../stores/use-lab.ts';
import type { Opening } from '../ui/opening.ts';
import type { HeldCapture } from './capture-sheet.tsx';
import type { LaneOps } from './lane-ops.ts';
import type { LaneFigures } from './figures.ts';
import type { CommandAccess } from './use-commands.ts';
import type { Hindrance } from './ways.ts';
import type { FigureId } from './why-context.ts';
import type { WordId } from './words.ts';

const FeatureDrawer = lazy(() => import('./feature-drawer.tsx'));
const ImpossiblePopover = lazy(() => import('./impossible-popover.tsx'));
const LaneMenu = lazy(() => import('./lane-menu.tsx'));
const Why = lazy(() => import('./why.tsx'));
const PacketPanel = lazy(() => import('./packet-panel.tsx'));
const HelpSheet = lazy(() => import('./help-sheet.tsx'));
const MachineDrawer = lazy(() => import('./machine-drawer.tsx'));
const SelfCheckSheet = lazy(() => import('./self-check-sheet.tsx'));
const Palette = lazy(() => import('./palette.tsx'));
const CaptureSheet = lazy(() => import('./capture-sheet.tsx'));
const TimeTray = lazy(() => import('./time-tray.tsx'));

/** One surface at a time. */
export type Surface =
  | { kind: 'features'; lane: number }
  | { kind: 'lane-menu'; lane: number }
  | { kind: 'rename'; lane: number }
  | { kind: 'why'; lane: number; figure: FigureId }
  | ({ kind: 'impossible'; lane: number; chip: ChipId; wanted: Partial<Features> } & Hindrance)
  | { kind: 'packet'; packet: number; lane?: number }
  | { kind: 'help' }
  | { kind: 'word'; word: WordId | 'arrivals' }
  | { kind: 'machine' }
  | { kind: 'budget' }
  | { kind: 'presets' }
  | { kind: 'capture'; held: HeldCapture }
  | { kind: 'time' }
  | { kind: 'find' }
  | { kind: 'check' }
  | { kind: 'share' }
  | { kind: 'palette' }
  | null;

export interface SurfacesProps {
  surface: Surface;
  scenario: Scenario;
  packetPs: number;
  readers: () => readonly LaneReader[];
  ops: LaneOps;
  figures: readonly LaneFigures[];
  /** The first lane on the screen, and how another gets there. */
  shownLane: number;
  onLane: (lane: number) => void;
  shareButton: RefObject<HTMLElement | null>;
  commands: CommandAccess;
  onSurface: (surface: Surface) => void;
  opening: Opening;
  /** Shows the first visit's captions again. */
  onCaptions: () => void;
  /** Asks for another capture file. */
  onAnother: () => void;
}

export function Surfaces(props: SurfacesProps) {
  const { surface, scenario, packetPs, readers, ops, figures, onSurface, opening, onAnother } = props;
  const { shareButton, commands } = props;
  const { actions } = useLab();
  const close = () => onSurface(null);
  return (
    <Suspense fallback={null}>
      {surface?.kind === 'features' && scenario.lanes[surface.lane] !== undefined && (
        <FeatureDrawer key={surface.lane} lane={surface.lane} scenario={scenario} ops={ops} onClose={close} />
      )}
      {surface?.kind === 'lane-menu' && scenario.lanes[surface.lane] !== undefined && (
        <LaneMenu lane={surface.lane} scenario={scenario} ops={ops} onClose={close} />
      )}
      {surface?.kind === 'why' && figures[surface.lane] !== undefined && (
        <Why
          key={surface.lane}
          lane={surface.lane}
          figure={surface.figure}
          scenario={scenario}
          figures={figures[surface.lane]}
          readers={readers}
          onFigure={(figure) => onSurface({ kind: 'why', lane: surface.lane, figure })}
          onPacket={(packet) => onSurface({ kind: 'packet', packet, lane: surface.lane })}
          onClose={close}
        />
      )}
      {surface?.kind === 'impossible' && scenario.lanes[surface.lane] !== undefined && (
        <ImpossiblePopover {...surface} onClose={close} />
      )}
      {surface?.kind === 'packet' && (
        <PacketPanel
          packet={surface.packet}
          from={surface.lane ?? -1}
          scenario={scenario}
          readers={readers}
          shownLane={props.shownLane}
          onLane={props.onLane}
          onClose={close}
          onPacket={(packet) => onSurface({ kind: 'packet', packet })}
        />
      )}
      {surface?.kind === 'check' && (
        <SelfCheckSheet scenario={scenario} reportProblem={opening.reportProblem} onClose={close} />
      )}
      {surface?.kind === 'share' && (
        <opening.Share anchor={shareButton} scenario={scenario} onClose={close} />
      )}
      {surface?.kind === 'palette' && commands.target !== null && (
        <Palette
          scenario={scenario}
          lane={Math.min(commands.lane, scenario.lanes.length - 1)}
          readers={readers}
          target={commands.target}
          setFeature={actions.setFeatures}
          openFeatures={ops.features}
          onClose={close}
        />
      )}
      {surface?.kind === 'time' && (
        <TimeTray scenario={scenario} packetPs={packetPs} readers={readers} onClose={close} />
      )}
      {surface?.kind === 'help' && <HelpSheet onClose={close} onCaptions={props.onCaptions} />}
      {surface?.kind === 'machine' && <MachineDrawer scenario={scenario} onClose={close} />}
      {surface?.kind === 'capture' && (
        <CaptureSheet {...{ scenario, opening, onAnother }} held={surface.held} onClose={close} />
      )}
    </Suspense>
  );
}
