// The one picture over the plate: draws all lanes at a time, from the trace, whenever playback asks for a frame.
import type { FrameOptions, Scenario } from '../../sim-core/index.ts';
import { Painter } from '../painter/painter.ts';
import type { Pen, Target } from '../painter/pen.ts';
import { drawBuilding, type LanePlan, planOf } from './building.ts';
import { drawCoreShares } from './core-shares.ts';
import { drawCoreStrip, usedCores } from './core-strip.ts';
import { drawCursor, drawGauge, drawGhost, type GaugeBill, type GaugeLayout, mixBills } from './gauge.ts';
import type { Flow, FlowRates } from './flow.ts';
import { type LaneGeometry, measureLane } from './geometry.ts';
import { drawLane, type HitList, packetAt } from './lane-painter.ts';
import { lingerPs, WIRE_PACKETS } from './packets.ts';
import { Fills, type Palette, readPalette } from './palette.ts';
import type { LaneReader } from './readers.ts';

/** Bands in place of packets: by lane, and for all lanes how far it has come to that. */
export interface LabFlow {
  rates: readonly FlowRates[];
  /** 0…1. */
  blend: number;
  /** Time over which cores' shares are taken, ps. */
  spanPs: number;
}

/** What is to be shown, apart from the time. */
export interface StageView {
  scenario: Scenario;
  /** One packet time, ps. */
  packetPs: number;
  gauge: GaugeLayout;
  /** By lane; null until there is a bill. */
  bills: readonly (GaugeBill | null)[];
  /** By lane: the bill of the run before in packet times; 0 without. */
  ghosts: readonly number[];
  /** The scenario that the bills are of; when it changes, lines wrap over to their new places. */
  billsOf: Scenario;
  /** Packet with brackets; −1 for none. */
  selected: number;
  /** By lane, where packets would blur; null to draw packets. */
  flow: LabFlow | null;
  glides: boolean;
}

/** Time that lines take to wrap over, ms. */
const WRAP_MS = 320;

export interface StageEvents {
  /** Wants `draw` called once more. */
  askForFrame(): void;
  /** A picture has been painted. */
  painted(): void;
}

/** A packet of the drawing; lane from 0. */
export interface PacketHit {
  packet: number;
  lane: number;
}

export class Stage {
  /** Draw only half of the packets that pass. */
  thinned = false;
  /** Lanes that are drawn, from the first to the last: the others cannot be seen; null draws all. */
  drawn: { first: number; last: number } | null = null;
  private readonly root: HTMLElement;
  private readonly painter: Painter;
  private palette: Palette = readPalette();
  /** By who paints; gone when colours or sizes change. */
  private fills = new WeakMap<Target, Fills>();
  private dpr = 1;
  private width = 0;
  private height = 0;
  private geometry: (LaneGeometry | null)[] = [];
  private plans: LanePlan[] = [];
  private hits: HitList[] = [];
  private view: StageView | null = null;
  /** Packet under the pointer; −1 for none. */
  private pointed = -1;
  private readonly events: StageEvents;
  /** Bills before the last change, and the wall time at which it was shown, ms. */
  private wrap: { from: readonly (GaugeBill | null)[]; since: number } | null = null;

  /** `host` gets the canvas, which covers `root`, the plate. */
  constructor(host: HTMLElement, root: HTMLElement, events: StageEvents) {
    this.root = root;
    this.events = events;
    this.painter = new Painter(host, {
      again: () => events.askForFrame(),
      painted: () => events.painted(),
    });
  }

  /** Has a worker paint from when it is ready, where the browser can. */
  offload(): void {
    this.painter.offload();
  }

  /** Paper does not wait for a worker. */
  onPaper(printing: boolean): void {
    this.painter.onPaper(printing);
  }

  /** Takes the canvas away. */
  dispose(): void {
    this.painter.dispose();
  }

  /** Takes what is to be shown; call `measure` too when sizes have changed. */
  show(view: StageView): void {
    const before = this.view;
    this.view = view;
    const rewrapped = before !== null && before.billsOf !== view.billsOf;
    if (rewrapped && view.glides && before.bills.length === view.bills.length) {
      this.wrap = { from: before.bills, since: performance.now() };
    }
    if (before?.scenario === view.scenario) return;
    const { lanes } = view.scenario;
    this.plans = lanes.map((lane) => planOf(lane.features, view.scenario));
    this.hits = lanes.map(() => []);
    this.measure();
  }

  /** Reads sizes and colours from the page again. */
  measure(): void {
    const { root } = this;
    const box = root.getBoundingClientRect();
    this.dpr = Math.max(1, window.devicePixelRatio || 1);
    this.width = box.width;
    this.height = box.height;
    this.painter.resize(box.width, box.height, this.dpr);
    this.recolour();
    const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const vms = this.view === null ? 3 : this.view.scenario.traffic.vms;
    this.geometry = [...root.querySelectorAll<HTMLElement>('.lane')].map((lane) =>
      measureLane(lane, root, vms, unit),
    );
  }

  /** Reads the theme's colours again; places stay. */
  recolour(): void {
    this.palette = readPalette();
    this.fills = new WeakMap();
  }

  /** Draws the time `tPs`; lanes without a reader show their building alone. */
  draw(tPs: number, readers: readonly LaneReader[]): void {
    const { view } = this;
    if (view === null) return;
    const { drawn } = this;
    this.painter.paint((target, whole) => this.drawOn(target, tPs, readers, whole ? null : drawn));
    if (this.wrap === null) return;
    if (performance.now() - this.wrap.since >= WRAP_MS) this.wrap = null;
    this.events.askForFrame();
  }

  private drawOn(target: Target, tPs: number, readers: readonly LaneReader[], drawn: Stage['drawn']): void {
    const { view, dpr } = this;
    if (view === null) return;
    const { pen } = target;
    const fills = this.fillsOf(target);
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    pen.clearRect(0, 0, Math.round(this.width * dpr) / dpr, Math.round(this.height * dpr) / dpr);
    for (let lane = 0; lane < this.plans.length; lane++) {
      if (drawn !== null && (lane < drawn.first || lane > drawn.last)) {
        this.hits[lane].length = 0;
        continue;
      }
      const geometry = this.geometry[lane];
      if (geometry) this.drawOne(pen, fills, lane, geometry, tPs, readers[lane] ?? null, view);
    }
    this.drawDeadline(pen, view);
  }

  private fillsOf(target: Target): Fills {
    let fills = this.fills.get(target);
    if (fills === undefined) {
      fills = new Fills(target, this.palette, this.dpr);
      this.fills.set(target, fills);
    }
    return fills;
  }

  private drawOne(
    ctx: Pen,
    fills: Fills,
    lane: number,
    geometry: LaneGeometry,
    tPs: number,
    reader: LaneReader | null,
    view: StageView,
  ): void {
    const options: FrameOptions = {
      linkGbps: view.scenario.traffic.link_gbps,
      cores: view.scenario.machine.cores,
      lookaheadPs: WIRE_PACKETS * view.packetPs,
      lingerPs: lingerPs(view.packetPs),
    };
    const hits = this.hits[lane];
    hits.length = 0;
    ctx.save();
    ctx.beginPath();
    const left = fills.snap(geometry.left);
    ctx.rect(left, 0, fills.snap(geometry.right) - left, fills.snap(geometry.rows.wire.bottom));
    ctx.clip();
    const frame = reader === null ? null : reader.frameAt(tPs, options);
    if (reader === null) drawBuilding(ctx, fills.palette, geometry, this.plans[lane]);
    else {
      const picture = {
        frame,
        store: reader.store,
        geometry,
        plan: this.plans[lane],
        packetPs: view.packetPs,
        selected: this.pointed >= 0 ? this.pointed : view.selected,
        flow: flowOf(view, lane),
        glides: view.glides,
        thinned: this.thinned,
      };
      drawLane(ctx, fills.palette, picture, hits);
    }
    ctx.restore();
    if (geometry.gaugeTop > 0) this.drawInstruments(ctx, fills, lane, geometry, tPs, reader, view);
  }

  private drawInstruments(
    ctx: Pen,
    fills: Fills,
    lane: number,
    geometry: LaneGeometry,
    tPs: number,
    reader: LaneReader | null,
    view: StageView,
  ): void {
    const { gauge } = view;
    const box = {
      x: geometry.left + gauge.pad,
      y: geometry.gaugeTop,
      width: geometry.right - geometry.left - 2 * gauge.pad,
    };
    if (reader !== null) {
      const strip = { x: box.x, y: box.y + gauge.coreY, width: box.width, height: gauge.coreH };
      const cores = usedCores(reader.store);
      if (view.flow === null || view.flow.blend < 1)
        drawCoreStrip(ctx, fills, reader.store, cores, tPs, view.packetPs, strip);
      else {
        const { polls } = this.plans[lane];
        drawCoreShares(ctx, fills, reader.store, cores, tPs, view.flow.spanPs, polls, strip);
      }
    }
    const bill = this.wrapped(lane, view.bills[lane] ?? null);
    if (bill === null) {
      ctx.strokeStyle = fills.palette.rule2;
      ctx.lineWidth = 1.5;
      ctx.setLineDash([5, 4]);
      ctx.strokeRect(box.x + 0.75, box.y + gauge.lensY + 0.75, box.width - 1.5, gauge.lens - 1.5);
      ctx.setLineDash([]);
      return;
    }
    drawGauge(ctx, fills, bill, box, gauge);
    drawGhost(ctx, fills, view.ghosts[lane] ?? 0, view.bills[lane]?.total ?? 0, box, gauge);
    drawCursor(ctx, fills, (tPs / view.packetPs) % Math.max(1, bill.total), box, gauge);
  }

  /** A lane's bill on its way from the one before to the present one. */
  private wrapped(lane: number, bill: GaugeBill | null): GaugeBill | null {
    const from = this.wrap?.from[lane] ?? null;
    if (this.wrap === null || from === null || bill === null) return bill;
    const share = (performance.now() - this.wrap.since) / WRAP_MS;
    return share >= 1 ? bill : mixBills(from, bill, 1 - (1 - share) ** 3);
  }

  /** The heaviest line of the page, at one height across all lanes. */
  private drawDeadline(ctx: Pen, { gauge }: StageView): void {
    const shown = this.geometry.filter((g) => g !== null && g.gaugeTop > 0) as LaneGeometry[];
    if (shown.length === 0) return;
    const left = shown[0].left - 0.9 * shown[0].unit;
    const right = shown[shown.length - 1].right;
    const y = shown[0].gaugeTop + gauge.lensY + gauge.lens;
    ctx.fillStyle = this.palette.deadline;
    ctx.fillRect(left, y, right - left, Math.max(3, gauge.rule - 1));
  }

  /** Lights a packet up in all lanes while the pointer is on it; −1 for none. */
  pointAt(packet: number): void {
    if (packet === this.pointed) return;
    this.pointed = packet;
    this.events.askForFrame();
  }

  /** The packet within `reach` px of a point of the page, and the lane that it was found in; null if there is none. */
  packetAt(clientX: number, clientY: number, reach: number): PacketHit | null {
    const box = this.root.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const lane = this.geometry.findIndex((g) => g !== null && x >= g.left && x < g.right);
    const packet = lane < 0 ? -1 : packetAt(this.hits[lane], x, y, reach);
    return packet < 0 ? null : { packet, lane };
  }
}

function flowOf({ flow, packetPs }: StageView, lane: number): Flow | null {
  if (flow === null || flow.rates[lane] === undefined) return null;
  return { rates: flow.rates[lane], linePps: 1e12 / packetPs, blend: flow.blend };
}
