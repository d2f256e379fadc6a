// Where packets stand: at work by kind and context, in the ring, in queues. Pure functions of frame, trace and geometry.
import { CTX, K, type LaneFrame, type LaneStore, PHASE } from '../../sim-core/index.ts';
import { type LanePlan, ringVm } from './building.ts';
import { columnX, type LaneGeometry, middleX, type RowBox, roomY, SLOTS, slotAt } from './geometry.ts';

export interface PacketScene {
  frame: LaneFrame;
  store: LaneStore;
  geometry: LaneGeometry;
  plan: LanePlan;
  /** One packet time, ps. */
  packetPs: number;
  /** Packets glide from place to place; else they jump. */
  glides: boolean;
}

export type Point = readonly [number, number];

/** x of the line on which a packet comes up before the host has sorted it: its ring's, or the one that all share. */
export function unsortedX({ geometry: g, plan }: PacketScene, vm: number): number {
  return plan.perVmRings ? columnX(g, ringVm(plan, vm)) : middleX(g);
}

/** Where a packet stands while a kind of work is done on it, for whom; null if the kind has no place of its own. */
function workPlace(scene: PacketScene, kind: number, context: number, vm: number): Point | null {
  const { geometry: g, plan } = scene;
  const x = plan.host ? middleX(g) : columnX(g, vm);
  const guest = context === CTX.guestKernel || (plan.host && context === CTX.hostKernel);
  switch (kind) {
    case K.switchDecided:
    case K.switchForwarded:
    case K.switchLookedUp:
    case K.upcallHandled:
    case K.stackForwarded:
      return [x, g.rows.sort.y];
    case K.copyFinished:
      return [x, g.rows.copy.y];
    case K.stackReceived:
    case K.stackSent:
      return [x, g.rows.kern.y];
    case K.guestCopied:
    case K.syscallReturned:
      return [x, g.rows.kern.top];
    case K.applicationFinished:
      return [x, roomY(g) + g.radius * 1.5];
    case K.mbufReceived:
    case K.mbufSent:
    case K.mbufFreed:
    case K.mbufHandedOn:
    case K.mbufTakenOver:
      return [x, g.rows.kern.y];
    case K.skbBuilt:
    case K.cacheHit:
    case K.cacheMissed:
    case K.pageWalked:
    case K.pageFaulted:
    case K.transmitQueued:
      if (context === CTX.application) return [x, roomY(g) + g.radius * 1.5];
      if (guest) return [x, g.rows.kern.bottom - g.radius];
      return [unsortedX(scene, vm), g.rows.llc.y];
    default:
      return null;
  }
}

export function ringRow(scene: PacketScene): RowBox {
  return scene.plan.ddio ? scene.geometry.rows.llc : scene.geometry.rows.dram;
}

/** Slot in the drawn part of the ring; null further back. */
export function slotPlace(scene: PacketScene, vm: number, place: number): Point | null {
  const shown = scene.plan.perVmRings ? 2 : SLOTS;
  if (place < 0 || place >= shown) return null;
  return slotAt(scene.geometry, ringRow(scene), ringVm(scene.plan, vm), place, scene.plan.perVmRings);
}

/** Where packets wait in a phase outside the ring; null if it is not drawn. */
export function waitPlace(scene: PacketScene, phase: number, vm: number): Point | null {
  const { geometry: g, plan } = scene;
  const x = plan.host ? middleX(g) : columnX(g, vm);
  switch (phase) {
    case PHASE.nic:
      return [unsortedX(scene, vm), g.rows.nic.y];
    case PHASE.backlog:
      return [plan.sharedFrom > 0 ? unsortedX(scene, vm) : middleX(g), g.rows.llc.top];
    case PHASE.tap:
      return [x, g.rows.copy.bottom - g.radius];
    case PHASE.vring:
      return [x, g.rows.vmb.y];
    case PHASE.handed:
    case PHASE.socket:
      return [x, g.rows.kern.top - g.radius * 0.6];
    case PHASE.transmit:
      return [x, g.rows.nic.y];
    default:
      return null;
  }
}

/** Rings that a pipeline's cores may have between them, at most: a lane has 64 cores. */
const RINGS = 64;
const PILES = [PHASE.tap, PHASE.vring, PHASE.socket];

/** Calls `draw` with place and depth of every queue outside the ring in which more than one packet waits. */
export function eachPile(
  scene: PacketScene,
  draw: (vm: number, x: number, y: number, depth: number) => void,
): void {
  if (scene.plan.host) {
    let depth = 0;
    for (let ring = 0; ring < RINGS; ring++) depth += scene.frame.depth(PHASE.handed, ring);
    const place = depth > 1 ? waitPlace(scene, PHASE.handed, 0) : null;
    if (place !== null) draw(0, place[0], place[1], depth);
    return;
  }
  for (const phase of PILES) {
    for (let vm = 1; vm <= scene.plan.vms; vm++) {
      const depth = scene.frame.depth(phase, vm);
      const place = depth > 1 ? waitPlace(scene, phase, vm) : null;
      if (place !== null) draw(vm, place[0], place[1], depth);
    }
  }
}

interface Stop {
  place: Point | null;
  record: number;
}

/** The last two places that the trace put a packet at, going back from `tPs`. */
export function lastStops(scene: PacketScene, packet: number, tPs: number, vm: number): [Stop, Stop] {
  const { records } = scene.store;
  const none: Stop = { place: null, record: -1 };
  let here = none;
  for (let r = scene.store.packets.lastRecord(packet); r >= 0; r = records.previous(r)) {
    if (records.t(r) > tPs) continue;
    const place = recordPlace(scene, r, vm);
    if (place === null) continue;
    if (here.record < 0) here = { place, record: r };
    else return [here, { place, record: r }];
  }
  return [here, none];
}

function recordPlace(scene: PacketScene, r: number, vm: number): Point | null {
  const { records } = scene.store;
  const kind = records.kind(r);
  switch (kind) {
    case K.descriptorWritten:
      return slotPlace(scene, vm, 0);
    case K.tapQueued:
      return waitPlace(scene, PHASE.tap, vm);
    case K.vringQueued:
      return waitPlace(scene, PHASE.vring, vm);
    case K.socketQueued:
      return waitPlace(scene, PHASE.socket, vm);
    case K.backlogQueued:
      return waitPlace(scene, PHASE.backlog, vm);
    default:
      return workPlace(scene, kind, records.context(r), vm);
  }
}
