// The Lab: sentence, lanes over their gauges, transport, and whatever is open over them.
import { lazy, type RefObject, Suspense, useCallback, useRef, useState } from 'react';
import type { GaugeLayout } from '../scene/gauge.ts';
import { isFirstVisit, keepCaptionsSeen } from '../ui/first-visit.ts';
import { FIRST_SCENARIO } from '../stores/first-scenario.ts';
import { useLabState } from '../stores/use-lab.ts';
import { useTheme } from '../ui/theme.ts';
import { useBudget } from './budget.ts';
import { CaptureInput } from './capture-input.tsx';
import { Header } from './header.tsx';
import { Messages } from './messages.tsx';
import { askForCapture } from './open-capture.ts';
import type { Opening } from '../ui/opening.ts';
import { useCapturePace, useOpenFile, useShowCapture } from './page-effects.ts';
import { OnPaper } from './on-paper.tsx';
import { Plate } from './plate.tsx';
import type { PlateSize } from './use-stage.ts';
import { usePrinting } from '../ui/printing.ts';
import { type Surface, Surfaces } from './surfaces.tsx';
import { Tabs } from './tabs.tsx';
import { useCommands } from './use-commands.ts';
import { useDraft } from './use-draft.ts';
import { useDrawing } from './use-drawing.ts';
import { useFigures } from './use-figures.ts';
import { useLaneOps } from './lane-ops.ts';
import { useLaneFocus } from './use-lane-focus.ts';
import { useLater } from './use-later.ts';
import { useSurfaceLane } from './use-surface-lane.ts';
import { useLayout } from './use-plate.ts';

const Captions = lazy(() => import('./captions.tsx'));
const GhostBar = lazy(() => import('./ghost-bar.tsx'));
const LaneMap = lazy(() => import('./lane-map.tsx'));
const LiveSummary = lazy(() => import('./live-summary.tsx'));
const TransportBar = lazy(() => import('./transport-bar.tsx'));

export function LabScreen({ opening }: { opening: Opening }) {
  const scenario = useLabState((state) => state.scenario) ?? FIRST_SCENARIO;
  const layout = useLayout();
  const printing = usePrinting();
  const chosenTheme = useLabState((state) => state.theme);
  const theme = useTheme(printing ? 'light' : chosenTheme);
  const [surface, setSurface] = useState<Surface>(null);
  const [chosen, setChosen] = useState(0);
  const [captions, setCaptions] = useState(isFirstVisit);
  const endCaptions = useCallback(() => {
    keepCaptionsSeen();
    setCaptions(false);
  }, []);
  const file = useRef<HTMLInputElement>(null);
  const said = useDraft(scenario);
  const shareButton = useRef<HTMLButtonElement>(null);
  const budget = useBudget(scenario);
  const saidBudget = useBudget(said.scenario);
  const packetPs = budget.ns * 1000;
  const { figures, figuresOf, ghosts, readers } = useFigures(scenario, budget.cycles);
  const shown = shownLanes(layout, chosen, scenario.lanes.length);
  const followed = useLabState((state) => state.followed);
  const drawable = useLabState((state) => state.drawable);
  const undone = useLabState((state) => state.undone);
  // on the plate its height is known without it
  const withTransport = useLater(drawable || layout !== 'plate');
  const selected = surface?.kind === 'packet' ? surface.packet : followed;
  const drawing = useDrawing({
    scenario,
    layout,
    shown,
    packetPs,
    selected,
    figures,
    figuresOf,
    ghosts,
    readers,
  });
  useCapturePace();
  const openFile = useOpenFile(setSurface, opening.setProblem);
  const { chooseTheme } = opening;
  const toggleTheme = useCallback(
    () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    [chooseTheme, theme],
  );
  const { plate } = drawing;
  const focusLane = useCallback((lane: number) => showLane(plate, lane, setChosen), [plate]);
  const scroller = useCallback(() => plate.current?.closest<HTMLElement>('.lab') ?? null, [plate]);
  const ops = useLaneOps({ scenario, surface, setSurface, focusLane });
  useSurfaceLane(scenario, surface, setSurface);
  useLaneFocus(scenario, focusLane);
  const ask = useCallback(() => askForCapture(file), []);
  const commands = useCommands({
    scenario,
    packetPs,
    setSurface,
    focusLane,
    ops,
    readers,
    toggleTheme,
    askForCapture: ask,
  });
  const showCapture = useShowCapture(setSurface);
  return (
    <div className={`frame layout-${layout}`} style={printing ? asSeen(drawing.size) : undefined}>
      <Header
        scenario={said.scenario}
        running={scenario}
        budget={saidBudget}
        surface={surface}
        shareButton={shareButton}
        onSurface={setSurface}
        onDraft={said.draft}
        onWord={said.say}
        onTheme={toggleTheme}
        onOpenCapture={ask}
        onShowCapture={showCapture}
        onProblem={opening.setProblem}
        withSteps={layout === 'one'}
      />
      <Messages opening={opening} onOpenCapture={ask} />
      {layout !== 'plate' && <Tabs {...{ scenario, figures, shown, theme }} onChoose={setChosen} />}
      <Plate
        {...{ scenario, figures, ghosts, drawing, layout, shown, surface, ops }}
        budget={saidBudget}
        onOpenCapture={ask}
        onProblem={opening.setProblem}
        onSurface={setSurface}
        onChoose={setChosen}
      />
      {/* a section, so that a surface's header and footer are no landmarks of the page */}
      <section className="surfaces" style={underLine1(drawing.gauge)}>
        <Surfaces
          {...{ surface, scenario, packetPs, readers, ops, figures, opening, shareButton, commands }}
          shownLane={shown[0]}
          onLane={setChosen}
          onSurface={setSurface}
          onCaptions={() => setCaptions(true)}
          onAnother={ask}
        />
      </section>
      <footer>
        {layout === 'plate' && scenario.lanes.length > 5 && (
          <Suspense fallback={null}>
            <LaneMap {...{ scenario, figures, ops, focusLane, scroller }} />
          </Suspense>
        )}
        {layout === 'one' && (undone || ghosts[shown[0]] != null) && (
          <Suspense fallback={null}>
            <GhostBar
              index={shown[0]}
              lane={scenario.lanes[shown[0]]}
              scenario={scenario}
              figures={figures[shown[0]]}
              ghost={ghosts[shown[0]] ?? null}
            />
          </Suspense>
        )}
        <Suspense fallback={<div className="foot" />}>
          {withTransport ? (
            <TransportBar
              {...{ scenario, packetPs, surface, readers }}
              flows={drawing.flows}
              thinned={drawing.thinned}
              first={shown[0]}
              onSurface={setSurface}
            />
          ) : (
            <div className="foot" />
          )}
        </Suspense>
      </footer>
      <OnPaper packet={selected} scenario={scenario} readers={readers} unit={drawing.size?.unit ?? 16} />
      {drawable && (
        <Suspense fallback={null}>
          <LiveSummary scenario={scenario} figures={figures} readers={readers} />
        </Suspense>
      )}
      {drawable && captions && (
        <Suspense fallback={null}>
          <Captions plate={plate} beside={layout === 'plate'} onEnd={endCaptions} />
        </Suspense>
      )}
      <CaptureInput input={file} onFile={openFile} />
    </div>
  );
}

/** Gives a lane focus; one that was hidden can take it only after it has been drawn. */
function showLane(plate: RefObject<HTMLElement | null>, lane: number, choose: (lane: number) => void): void {
  const section = () => plate.current?.querySelector<HTMLElement>(`[data-lane="${lane}"]`) ?? null;
  if (section() === null) return;
  choose(lane);
  const show = () => {
    section()?.focus({ preventScroll: true });
    section()?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  };
  if (section()?.hidden) setTimeout(show);
  else show();
}

/** Says to the styles of paper what the plate measured on the screen: it keeps that. On the screen every element would be styled anew for it. */
function asSeen(size: PlateSize | null): React.CSSProperties {
  if (size === null) return {};
  return {
    '--seen-px': size.width,
    '--seen-width': `${size.width}px`,
    '--seen-gauge': `${size.gaugeRow}px`,
  } as React.CSSProperties;
}

/** Says to the styles where the gauge's first line ends, so that a drawer can leave it in view. */
function underLine1(gauge: GaugeLayout | null): React.CSSProperties {
  const px = gauge === null ? 0 : gauge.lensY + gauge.lens + gauge.rule;
  return { '--line-1': `${px}px` } as React.CSSProperties;
}

/** Lanes on the screen: all, two side by side, or one. */
function shownLanes(layout: string, chosen: number, count: number): number[] {
  if (layout === 'plate') return Array.from({ length: count }, (_, i) => i);
  const first = Math.min(chosen, count - 1);
  if (layout === 'one' || count === 1) return [first];
  return first === count - 1 ? [first - 1, first] : [first, first + 1];
}
