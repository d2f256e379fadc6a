// Everything between figures and canvas: the gauge's layout, what the stage shows, and the stage itself.
import { type RefObject, useMemo, useRef, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { type GaugeLayout, layOutGauge } from '../scene/gauge.ts';
import type { Stage, StageView } from '../scene/stage.ts';
import { prefersLessMotion } from '../ui/media.ts';
import { gaugeBill } from './figures.ts';
import type { LabFigures } from './use-figures.ts';
import { useFlow } from './use-flow.ts';
import type { LaneSpan } from './lanes-in-view.ts';
import { useLanesInView } from './use-lanes-in-view.ts';
import { type PlateSize, usePlateSize, useStage } from './use-stage.ts';

export interface DrawingOptions extends LabFigures {
  scenario: Scenario;
  layout: string;
  /** Lanes on the screen. */
  shown: readonly number[];
  packetPs: number;
  /** Packet with brackets; −1 for none. */
  selected: number;
}

export interface Drawing {
  plate: RefObject<HTMLDivElement | null>;
  /** Where the stage puts its canvas. */
  host: RefObject<HTMLDivElement | null>;
  stage: RefObject<Stage | null>;
  /** Lanes that can be seen, where there are more than fit. */
  inView: RefObject<LaneSpan>;
  /** Null until the plate has been measured. */
  size: PlateSize | null;
  gauge: GaugeLayout | null;
  /** How far bands are drawn in place of packets, 0…1, rounded to what there are words for: 0, half, 1. */
  flows: number;
  /** The cores' strips show shares of their time. */
  shares: boolean;
  /** Every other packet is left out. */
  thinned: boolean;
}

/** The object before, as long as nothing in it has changed: whoever is given it is not drawn again. */
function useKept<T extends object>(next: T | null): T | null {
  const kept = useRef(next);
  const { current } = kept;
  const same =
    next !== null && current !== null && Object.entries(next).every(([k, v]) => current[k as keyof T] === v);
  if (!same) kept.current = next;
  return kept.current;
}

export function useDrawing(options: DrawingOptions): Drawing {
  const { scenario, layout, shown, packetPs, selected, figures, figuresOf, ghosts, readers } = options;
  const plate = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const names = scenario.lanes.map((lane) => lane.name).join();
  const key = `${layout} ${shown.join()} ${names} ${scenario.traffic.vms}`;
  const size = usePlateSize(plate, key);
  const bills = useMemo(
    () => figures.map((lane) => (lane.bill === null ? null : gaugeBill(lane.bill))),
    [figures],
  );
  const before = useMemo(
    () => bills.map((_, i) => (ghosts[i]?.figures?.bill ? gaugeBill(ghosts[i].figures.bill).total : 0)),
    [bills, ghosts],
  );
  const longest = Math.max(1, ...bills.map((bill) => bill?.total ?? 0));
  const laidOut = useMemo(
    () => (size === null ? null : layOutGauge(size.gaugeHeight, size.unit, size.dpr, longest)),
    [size, longest],
  );
  const gauge = useKept(laidOut);
  const flow = useFlow(scenario, figures, readers);
  const view = useMemo<StageView | null>(() => {
    if (gauge === null) return null;
    const glides = !prefersLessMotion();
    return { scenario, packetPs, gauge, bills, ghosts: before, billsOf: figuresOf, selected, flow, glides };
  }, [gauge, scenario, packetPs, bills, before, figuresOf, selected, flow]);
  const [thinned, setThinned] = useState(false);
  const inView = useLanesInView(plate, key);
  const stage = useStage({ host, plate, view, readers, inView, onThinned: setThinned, key });
  return {
    plate,
    host,
    stage,
    inView,
    size,
    gauge,
    flows: flow === null ? 0 : flow.blend < 1 ? 0.5 : 1,
    shares: flow?.blend === 1,
    thinned,
  };
}
