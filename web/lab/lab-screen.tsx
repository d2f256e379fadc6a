// The Lab: sentence, lanes over their gauges, transport, and whatever is open over them.
import { CircleHelp, Contrast } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fillDefaults, type Features } from '../../sim-core/index.ts';
import { useTheme } from '../app/theme.ts';
import { DETENTS_NS_PER_S } from '../playback/time-scale.ts';
import { floorsOf } from '../scene/floors.ts';
import { layOutGauge } from '../scene/gauge.ts';
import type { StageView } from '../scene/stage.ts';
import type { Address } from '../share/address.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Axis, budgetOf } from './axis.tsx';
import { gaugeBill } from './figures.ts';
import { Lane } from './lane.tsx';
import { LiveSummary } from './live-summary.tsx';
import { Messages } from './messages.tsx';
import { askForCapture, readCapture, useFileDrop } from './open-capture.ts';
import { Sentence } from './sentence.tsx';
import { Tabs } from './tabs.tsx';
import { TransportBar } from './transport-bar.tsx';
import { useAddressSync } from './use-address-sync.ts';
import { useCommands } from './use-commands.ts';
import { useFigures } from './use-figures.ts';
import { useFlow } from './use-flow.ts';
import { useOpening } from './use-opening.ts';
import { prefersLessMotion, useLayout } from './use-plate.ts';
import { usePlateSize, useStage } from './use-stage.ts';

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

/** The lecture's case, to be drawn until the simulator has answered. */
const FIRST = fillDefaults({});

export function LabScreen({ address }: { address: Address }) {
  const lab = useLab();
  const { actions } = lab;
  const scenario = useLabState((state) => state.scenario) ?? FIRST;
  const report = useLabState((state) => state.report);
  const capture = useLabState((state) => state.capture);
  const captureReport = useLabState((state) => state.captureReport);
  const layout = useLayout();
  const theme = useTheme(useLabState((state) => state.theme));
  const [surface, setSurface] = useState<Surface>(null);
  const [chosen, setChosen] = useState(0);
  const opening = useOpening(address);
  useAddressSync(opening.themeChosen, opening.follow);

  const budget = useMemo(
    () => (scenario.traffic.kind === 'capture' && report !== null ? report.budget : budgetOf(scenario)),
    [scenario, report],
  );
  const { figures, readers } = useFigures(scenario, budget.cycles);
  const shown = shownLanes(layout, chosen, scenario.lanes.length);

  const plate = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const key = `${layout} ${shown.join()} ${scenario.lanes.map((lane) => lane.name).join()} ${scenario.traffic.vms}`;
  const size = usePlateSize(plate, key);
  const bills = useMemo(
    () => figures.map((lane) => (lane.bill === null ? null : gaugeBill(lane.bill))),
    [figures],
  );
  const longest = Math.max(1, ...bills.map((bill) => bill?.total ?? 0));
  const gauge = useMemo(
    () => (size === null ? null : layOutGauge(size.gaugeHeight, size.unit, size.dpr, longest)),
    [size, longest],
  );
  const selected = surface?.kind === 'packet' ? surface.packet : -1;
  const flow = useFlow(scenario, figures, readers);
  const view = useMemo<StageView | null>(() => {
    if (gauge === null) return null;
    return { scenario, packetPs: budget.ns * 1000, gauge, bills, selected, flow, glides: !prefersLessMotion() };
  }, [gauge, scenario, budget, bills, selected, flow]);
  const stage = useStage({ canvas, plate, view, readers, key });
  useReady();
  useCapturePace();

  const { openFile, closeSurface } = useCallbacks(setSurface, opening.setProblem, opening.wanted);
  const over = useFileDrop(openFile);
  const onFeatures = useCallback(
    (lane: number, patch: Partial<Features>) => actions.setFeatures(lane, patch),
    [actions],
  );
  const toggleTheme = useCallback(() => opening.chooseTheme(theme === 'dark' ? 'light' : 'dark'), [opening.chooseTheme, theme]);
  useCommands({ plate, scenario, packetPs: budget.ns * 1000, setSurface, setChosen, toggleTheme });

  const floors = scenario.lanes.map((lane) => floorsOf(lane.features, scenario.workload.kind));
  const many = layout === 'plate' && scenario.lanes.length > 5;
  return (
    <div className={`frame layout-${layout}`}>
      <header className="bar">
        <h1 className="sr">67 ns: the Lab</h1>
        <a className="mark" href="#/" aria-label="67 ns, the Lab">
          67<b>ns</b>
          <i />
        </a>
        <Sentence
          scenario={scenario}
          budget={budget}
          capture={capture === null ? null : { name: capture.name, report: captureReport }}
          onWord={(patch, gesture) =>
            patch.section === 'machine' ? actions.setMachine(patch.fields, gesture) : actions.setTraffic(patch.fields, gesture)
          }
          onTraffic={(fields) => actions.setTraffic(fields)}
          onGestureEnd={actions.endGesture}
          onOpenCapture={() => askForCapture(file)}
          onCloseCapture={actions.closeCapture}
        />
        <div className="tools">
          <button
            type="button"
            className="icon"
            aria-label="Keys"
            title="Keys (?)"
            aria-haspopup="dialog"
            aria-expanded={surface?.kind === 'help'}
            onClick={() => setSurface(surface?.kind === 'help' ? null : { kind: 'help' })}
          >
            <CircleHelp size="1.3em" aria-hidden="true" />
          </button>
          <button type="button" className="icon" aria-label="Switch theme" title="Light or dark (T)" onClick={toggleTheme}>
            <Contrast size="1.3em" aria-hidden="true" />
          </button>
        </div>
      </header>
      <Messages opening={opening} onOpenCapture={() => askForCapture(file)} />
      {layout !== 'plate' && (
        <nav aria-label="Lanes">
          <Tabs scenario={scenario} figures={figures} shown={shown} theme={theme} onChoose={setChosen} />
        </nav>
      )}
      <main
        className={many ? 'lab many' : 'lab'}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('button, select, input, a, .panel')) return;
          const packet = stage.current?.packetAt(event.clientX, event.clientY) ?? -1;
          if (packet >= 0) setSurface({ kind: 'packet', packet });
        }}
      >
        <div className="plate" ref={plate} style={{ '--n': layout === 'plate' ? scenario.lanes.length : shown.length } as React.CSSProperties}>
          <Axis scenario={scenario} gauge={gauge} />
          {scenario.lanes.map((lane, i) => (
            <Lane
              key={lane.name}
              index={i}
              lane={lane}
              scenario={scenario}
              figures={figures[i]}
              before={i > 0 && shown.includes(i - 1) ? { floors: floors[i - 1], figures: figures[i - 1] } : null}
              after={shown.includes(i + 1) ? floors[i + 1] : null}
              gauge={gauge}
              hidden={!shown.includes(i)}
              drawerOpen={surface?.kind === 'features' && surface.lane === i}
              onFeatures={onFeatures}
              onReset={actions.resetLane}
              onDrawer={(lane) => setSurface(surface?.kind === 'features' && surface.lane === lane ? null : { kind: 'features', lane })}
            />
          ))}
          <canvas className="over" ref={canvas} aria-hidden="true" />
        </div>
        <Suspense fallback={null}>
          {surface?.kind === 'features' && scenario.lanes[surface.lane] !== undefined && (
            <FeatureDrawer lane={surface.lane} scenario={scenario} onClose={closeSurface} />
          )}
          {surface?.kind === 'packet' && (
            <PacketPanel packet={surface.packet} scenario={scenario} readers={readers} onClose={closeSurface} onPacket={(packet) => setSurface({ kind: 'packet', packet })} />
          )}
          {surface?.kind === 'help' && <HelpSheet onClose={closeSurface} />}
          {surface?.kind === 'capture' && captureReport !== null && capture !== null && (
            <CaptureSheet name={capture.name} report={captureReport} onClose={closeSurface} />
          )}
        </Suspense>
      </main>
      <footer>
        <TransportBar flows={flow !== null} onFates={(packet) => setSurface({ kind: 'packet', packet })} readers={readers} />
      </footer>
      <LiveSummary scenario={scenario} figures={figures} />
      <input
        ref={file}
        type="file"
        hidden
        accept=".pcap,.pcapng,.cap,application/vnd.tcpdump.pcap"
        onChange={(event) => {
          const first = event.target.files?.[0];
          if (first !== undefined) openFile(first);
        }}
      />
      {over && <div className="drop">Drop a capture: pcap or pcapng. It never leaves this computer.</div>}
    </div>
  );
}

/** Lanes on the screen: all, two side by side, or one. */
function shownLanes(layout: string, chosen: number, count: number): number[] {
  if (layout === 'plate') return Array.from({ length: count }, (_, i) => i);
  const first = Math.min(chosen, count - 1);
  if (layout === 'one' || count === 1) return [first];
  return first === count - 1 ? [first - 1, first] : [first, first + 1];
}

/** Says on the document that the first frames can be drawn, once fonts are there too. */
function useReady(): void {
  const drawable = useLabState((state) => state.drawable);
  useEffect(() => {
    if (!drawable) return;
    const say = () => {
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'true';
      });
    };
    document.fonts.ready.then(say, say);
  }, [drawable]);
}

/** A capture's packets are mostly far apart: time passes fast enough for about one a second. */
function useCapturePace(): void {
  const { playback, store } = useLab();
  const report = useLabState((state) => state.captureReport);
  useEffect(() => {
    if (report === null) return;
    const meanNs = store.getState().expectedEndPs / 1000 / Math.max(1, report.packets);
    const pace = DETENTS_NS_PER_S.findLast((detent) => detent <= meanNs);
    if (pace !== undefined && pace > playback.state.scaleNsPerS) playback.setScale(pace);
  }, [report, playback, store]);
}

function useCallbacks(
  setSurface: (surface: Surface) => void,
  setProblem: (problem: string) => void,
  wanted: Address['input'] | null,
) {
  const { actions } = useLab();
  const openFile = useCallback(
    (file: File) => {
      void readCapture(file).then((opened) => {
        if ('problem' in opened) setProblem(`${opened.name}: ${opened.problem}.`);
        else {
          setProblem('');
          actions.openCapture(opened.name, opened.bytes, wanted?.traffic?.capture ?? {});
          setSurface({ kind: 'capture' });
        }
      });
    },
    [actions, setSurface, setProblem, wanted],
  );
  const closeSurface = useCallback(() => setSurface(null), [setSurface]);
  return { openFile, closeSurface };
}
