// The plate: axis and lanes side by side under one canvas; a press on a packet opens it.
import { useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { floorsOf } from '../scene/floors.ts';
import type { PacketHit } from '../scene/stage.ts';
import { Axis } from './axis.tsx';
import type { Budget } from '../playback/packet-time.ts';
import type { LaneFigures } from './figures.ts';
import { Lane } from './lane.tsx';
import type { LaneOps } from './lane-ops.ts';
import { SelfCheckStamp } from './self-check-stamp.tsx';
import type { Surface } from './surfaces.tsx';
import type { Drawing } from './use-drawing.ts';
import type { LaneGhost } from './use-figures.ts';
import { type FigureId, WhyProvider } from './why-context.ts';
import type { LayoutName } from './use-plate.ts';
import { useStaggered } from './use-staggered.ts';
import { useSwipe } from './use-swipe.ts';

/** How near a press must come to a packet, px: a pointer, a finger. */
const REACH = { plate: 14, two: 24, one: 24 } as const;

export interface PlateProps {
  scenario: Scenario;
  budget: Budget;
  figures: readonly LaneFigures[];
  ghosts: readonly (LaneGhost | null)[];
  drawing: Drawing;
  layout: LayoutName;
  shown: readonly number[];
  surface: Surface;
  ops: LaneOps;
  onSurface: (surface: Surface) => void;
  onChoose: (lane: number) => void;
  onOpenCapture: () => void;
  onProblem: (problem: string) => void;
}

export function Plate({
  scenario,
  drawing,
  layout,
  shown,
  surface,
  onSurface,
  onChoose,
  budget,
  onOpenCapture,
  onProblem,
  ...rest
}: PlateProps) {
  const last = scenario.lanes.length - 1;
  const swipe = useSwipe(layout === 'one', (step) => onChoose(Math.min(last, Math.max(0, shown[0] + step))));
  const many = layout === 'plate' && scenario.lanes.length > 5;
  const style = { '--n': shown.length } as React.CSSProperties;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way to a packet is the button in the transport
    <main
      className={many ? 'lab many' : 'lab'}
      id="plate-lanes"
      {...swipe}
      onClick={(event) => {
        const hit = packetUnder(event, drawing, layout);
        if (hit !== null) onSurface({ kind: 'packet', ...hit });
      }}
      onPointerMove={(event) => {
        if (event.pointerType === 'touch') return;
        const hit = packetUnder(event, drawing, layout);
        drawing.stage.current?.pointAt(hit?.packet ?? -1);
        event.currentTarget.style.cursor = hit === null ? '' : 'pointer';
      }}
      onPointerLeave={() => drawing.stage.current?.pointAt(-1)}
    >
      <div className="plate" ref={drawing.plate} style={style}>
        <Axis
          {...{ scenario, surface, onSurface, budget, onOpenCapture, onProblem }}
          gauge={drawing.gauge}
          shares={drawing.shares}
          headless={layout === 'one'}
        />
        <Lanes
          {...{
            scenario,
            drawing,
            shown,
            surface,
            onSurface,
            figures: rest.figures,
            ghosts: rest.ghosts,
            ops: rest.ops,
          }}
        />
        <div className="overlay" ref={drawing.host} />
        <div className="check-stamp">
          <SelfCheckStamp
            open={surface?.kind === 'check'}
            onOpen={() => onSurface(surface?.kind === 'check' ? null : { kind: 'check' })}
          />
        </div>
      </div>
    </main>
  );
}

/** The packet that a pointer is on, unless a control is above it. */
function packetUnder(event: React.MouseEvent, drawing: Drawing, layout: LayoutName): PacketHit | null {
  const control = 'button, select, input, a, .panel';
  if (event.target instanceof Element && event.target.closest(control)) return null;
  return drawing.stage.current?.packetAt(event.clientX, event.clientY, REACH[layout]) ?? null;
}

type LanesProps = Pick<
  PlateProps,
  'scenario' | 'figures' | 'ghosts' | 'drawing' | 'shown' | 'surface' | 'onSurface' | 'ops'
>;

function Lanes({ scenario, figures: latest, ghosts, drawing, shown, surface, onSurface, ops }: LanesProps) {
  const moments = useStaggered(latest, scenario, drawing.inView);
  const floors = useMemo(() => scenario.lanes.map((lane) => floorsOf(lane.features, scenario)), [scenario]);
  const isOpen = (kind: 'features' | 'lane-menu' | 'rename', lane: number) =>
    surface?.kind === kind && surface.lane === lane;
  const open = surface?.kind === 'why' ? surface : null;
  const why = useMemo(
    () => ({
      open,
      ask: (lane: number, figure: FigureId) =>
        onSurface(open?.lane === lane && open.figure === figure ? null : { kind: 'why', lane, figure }),
    }),
    [open, onSurface],
  );
  const lanes = scenario.lanes.map((lane, i) => (
    <Lane
      key={lane.name}
      index={i}
      lane={lane}
      scenario={scenario}
      figures={moments[i][i]}
      ghost={ghosts[i] ?? null}
      floors={floors[i]}
      leftFloors={shown.includes(i - 1) ? floors[i - 1] : null}
      leftFigures={shown.includes(i - 1) ? moments[i][i - 1] : null}
      after={shown.includes(i + 1) ? floors[i + 1] : null}
      gauge={drawing.gauge}
      hidden={!shown.includes(i)}
      drawerOpen={isOpen('features', i)}
      menuOpen={isOpen('lane-menu', i)}
      renaming={isOpen('rename', i)}
      asking={surface?.kind === 'impossible' && surface.lane === i ? surface.chip : null}
      ops={ops}
    />
  ));
  return <WhyProvider value={why}>{lanes}</WhyProvider>;
}
