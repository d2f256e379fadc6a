// Where every packet of a frame is drawn: a pure function of the frame and its trace, so scrubbing is exact.
import { K, NONE, PHASE } from '../../sim-core/index.ts';
import { columnX, middleX, roomY } from './geometry.ts';
import {
  lastStops,
  type PacketScene,
  type Point,
  ringRow,
  slotPlace,
  unsortedX,
  waitPlace,
} from './places.ts';

/** Longest time a packet travels within a phase, ps; then it stands still, and standing still is the cost. */
export const TRAVEL_PS = 260_000;
/** Time from the wire into the NIC and time that ended packets stay visible: so many packet times, and at most, ps. */
const ENTRY_PACKETS = 2.2;
const ENTRY_PS = 150_000;
const LINGER_PACKETS = 8.3;
const LINGER_PS = 560_000;

/** How long ended packets stay visible, ps: shorter on fast links, where more end. */
export function lingerPs(packetPs: number): number {
  return Math.min(LINGER_PS, LINGER_PACKETS * packetPs);
}

function entryPs(packetPs: number): number {
  return Math.min(ENTRY_PS, ENTRY_PACKETS * packetPs);
}

/** Packet times of wire that are drawn before the NIC. */
export const WIRE_PACKETS = 11.5;

/** One packet as it is to be drawn. */
export interface PacketMark {
  packet: number;
  vm: number;
  /** Neither waits nor is worked on: on the wire, on its way into a ring, or at its end. */
  passes: boolean;
  x: number;
  y: number;
  /** Factor on the packet's radius. */
  size: number;
  alpha: number;
  /** Progress of the core's work on it, −1 without. */
  arc: number;
  /** Progress of a drop's fall, −1 otherwise. */
  drop: number;
  /** Being copied: a pale original below, the copy above. */
  copying: boolean;
}

const ease = (f: number) => (f < 0.5 ? 4 * f * f * f : 1 - (2 - 2 * f) ** 3 / 2);
const easeOut = (f: number) => 1 - (1 - f) ** 3;
const held = (f: number) => Math.min(1, Math.max(0, f));
const mix = (a: number, b: number, f: number) => a + (b - a) * f;

const mark: PacketMark = {
  packet: -1,
  vm: 0,
  passes: false,
  x: 0,
  y: 0,
  size: 1,
  alpha: 1,
  arc: -1,
  drop: -1,
  copying: false,
};

/** Calls `draw` for every packet of the frame that is drawn; the mark is used again for the next one. */
export function eachPacket(scene: PacketScene, draw: (mark: PacketMark) => void): void {
  const { frame } = scene;
  for (let i = 0; i < frame.count; i++) {
    mark.packet = frame.packet[i];
    mark.passes = frame.phase[i] <= PHASE.dma || frame.phase[i] >= PHASE.delivered;
    mark.vm = frame.vm[i] === NONE ? 0 : frame.vm[i];
    mark.size = 1;
    mark.alpha = 1;
    mark.arc = -1;
    mark.drop = -1;
    mark.copying = false;
    if (place(scene, i)) draw(mark);
  }
}

function put(point: Point | null): boolean {
  if (point === null) return false;
  mark.x = point[0];
  mark.y = point[1];
  return true;
}

function place(scene: PacketScene, i: number): boolean {
  const { frame } = scene;
  switch (frame.phase[i]) {
    case PHASE.wire:
      return onWire(scene, i);
    case PHASE.nic:
      return enteringNic(scene, i);
    case PHASE.dma:
      return landing(scene, i);
    case PHASE.landed:
      return landed(scene, i);
    case PHASE.ring:
      return put(slotPlace(scene, mark.vm, frame.place[i]));
    case PHASE.work:
      return atWork(scene, i);
    case PHASE.held:
      return put(lastStops(scene, mark.packet, frame.tPs, mark.vm)[0].place);
    case PHASE.delivered:
      return leaving(scene, i);
    case PHASE.dropped:
      return falling(scene, i);
    default:
      return queued(scene, i);
  }
}

function onWire({ frame, geometry: g, packetPs }: PacketScene, i: number): boolean {
  const step = (g.right - g.radius * 1.4 - middleX(g) - g.radius * 1.5) / WIRE_PACKETS;
  const away = (frame.untilPs[i] - frame.tPs) / packetPs;
  mark.x = middleX(g) + g.radius * 1.5 + away * step;
  mark.y = g.rows.wire.y;
  return mark.x < g.right - g.radius;
}

function enteringNic(scene: PacketScene, i: number): boolean {
  const { frame, geometry: g } = scene;
  const f = scene.glides ? held((frame.tPs - frame.sincePs[i]) / entryPs(scene.packetPs)) : 1;
  const to = unsortedX(scene, mark.vm);
  mark.x = f < 0.6 ? middleX(g) : mix(middleX(g), to, ease((f - 0.6) / 0.4));
  mark.y = mix(g.rows.wire.y, g.rows.nic.y, easeOut(f));
  return true;
}

function landing(scene: PacketScene, i: number): boolean {
  const { frame, geometry: g } = scene;
  const dur = Math.min(TRAVEL_PS, Math.max(1, frame.untilPs[i] - frame.sincePs[i]));
  const f = scene.glides ? ease(held((frame.tPs - frame.sincePs[i]) / dur)) : 1;
  const to = landingSlot(scene, i);
  // most of a long queue has faded away: nothing more is worked out for it
  if (to === null) mark.alpha = 1 - f * f;
  if (mark.alpha <= 0.02) return false;
  const fromX = unsortedX(scene, mark.vm);
  mark.x = mix(fromX, to === null ? fromX : to[0], f);
  mark.y = mix(g.rows.nic.y, to === null ? ringRow(scene).y : to[1], f);
  return true;
}

/** The slot that a packet under DMA will take: behind those already in the ring. */
function landingSlot(scene: PacketScene, i: number): Point | null {
  const { frame } = scene;
  return slotPlace(scene, mark.vm, frame.depth(PHASE.ring, frame.queue[i] === NONE ? 0 : frame.queue[i]));
}

function landed(scene: PacketScene, i: number): boolean {
  return put(landingSlot(scene, i));
}

function queued(scene: PacketScene, i: number): boolean {
  const { frame } = scene;
  const phase = frame.phase[i];
  if (phase === PHASE.transmit) return false;
  // the first in line stands for its queue; drawPiles says that more stand behind it
  if (frame.place[i] > 0 || !put(waitPlace(scene, phase, mark.vm))) return false;
  mark.size = 0.94;
  return true;
}

function atWork(scene: PacketScene, i: number): boolean {
  const { frame, geometry: g } = scene;
  const [here, before] = lastStops(scene, mark.packet, frame.tPs, mark.vm);
  if (here.place === null) return false;
  const since = frame.sincePs[i];
  const dur = Math.max(1, frame.untilPs[i] - since);
  const from = before.place ?? here.place;
  const f = scene.glides ? ease(held((frame.tPs - since) / Math.min(TRAVEL_PS, dur))) : 1;
  mark.x = mix(from[0], here.place[0], f);
  mark.y = mix(from[1], here.place[1], f);
  mark.arc = frame.progress(i);
  mark.size = 1.18;
  if (frame.stage[i] === K.copyFinished) {
    mark.copying = true;
    mark.y = g.rows.copy.y;
    mark.x = here.place[0];
    mark.size = 1;
  }
  return true;
}

function leaving(scene: PacketScene, i: number): boolean {
  const { frame, geometry: g, plan } = scene;
  const f = (frame.tPs - frame.sincePs[i]) / Math.min(160_000, lingerPs(scene.packetPs));
  if (f > 1) return false;
  mark.x = plan.host ? middleX(g) : columnX(g, mark.vm);
  mark.y = roomY(g) + g.radius * 1.5;
  mark.size = 1 + 0.35 * (1 - f);
  mark.alpha = 1 - f * f;
  return true;
}

function falling(scene: PacketScene, i: number): boolean {
  const { frame, geometry: g, plan } = scene;
  const f = (frame.tPs - frame.sincePs[i]) / lingerPs(scene.packetPs);
  if (f > 1) return false;
  const atNic = frame.cause[i] < 2 || frame.cause[i] === 7;
  const from = atNic ? waitPlace(scene, PHASE.nic, mark.vm)! : dropPlace(scene, frame.cause[i]);
  const toX = g.shaftX + g.unit * (0.35 + (0.5 * ((mark.packet * 7) % 5)) / 4);
  mark.x = mix(from[0], toX, easeOut(held(f * 1.5)));
  mark.y = from[1] + (-0.35 * f + 1.55 * f * f) * g.unit * (plan.host ? 1 : 1.5);
  mark.alpha = 1.25 - f;
  mark.drop = f;
  return true;
}

/** Where packets fall from that got further than the NIC; causes by number, see DROP. */
function dropPlace(scene: PacketScene, cause: number): Point {
  const { geometry: g, plan } = scene;
  const x = plan.host ? middleX(g) : columnX(g, mark.vm);
  if (cause === 2) return [middleX(g), g.rows.llc.y];
  if (cause === 3) return [x, g.rows.copy.y];
  if (cause === 4) return [x, g.rows.kern.top];
  return [x, g.rows.nic.y];
}
