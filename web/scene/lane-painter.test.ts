// What a slow machine leaves out: packets on their way, in turns of all VMs; never what waits in a ring or a queue.
import { expect, test } from 'vitest';
import { LaneFrame, type LaneStore, PHASE } from '../../sim-core/index.ts';
import type { Pen } from '../painter/pen.ts';
import type { LanePlan } from './building.ts';
import type { LaneGeometry } from './geometry.ts';
import { drawLane, type HitList } from './lane-painter.ts';
import type { Palette } from './palette.ts';

const row = { top: 0, bottom: 20, y: 10 };
const GEOMETRY = {
  ...{ left: 0, right: 300, shaftX: 0, shaftWidth: 120, gaugeTop: 300, unit: 16, radius: 6, columns: 3 },
  rows: Object.fromEntries(
    ['app', 'kern', 'vmb', 'copy', 'sort', 'llc', 'dram', 'nic', 'wire'].map((id) => [id, row]),
  ),
} as LaneGeometry;
const PLAN: LanePlan = {
  ...{ fan: 'sort', copies: true, ddio: false, polls: false, direct: false, host: false },
  ...{ perVmRings: false, sharedFrom: 0, exits: false, vms: 3 },
};
const PALETTE = { vm: [], vmText: [], part: {}, edge: {} } as unknown as Palette;
const PEN = new Proxy({}, { get: () => () => {}, set: () => true }) as Pen;

/** Packets of VMs that stand in `phase`, numbered from `first`, as a slow machine draws them. */
function drawnIn(phase: number, vms: readonly number[], { first = 0, selected = -1 } = {}): number[] {
  const frame = new LaneFrame();
  Object.assign(frame, { held: true, tPs: 1000, count: vms.length });
  for (const [i, vm] of vms.entries()) {
    frame.packet[i] = first + i;
    frame.phase[i] = phase;
    frame.vm[i] = vm;
    frame.place[i] = i;
    frame.sincePs[i] = 900;
    frame.untilPs[i] = 1000 + 50 * i;
  }
  const hits: HitList = [];
  const picture = {
    frame,
    store: {} as LaneStore,
    geometry: GEOMETRY,
    plan: PLAN,
    packetPs: 67_200,
    selected,
  };
  drawLane(PEN, PALETTE, { ...picture, flow: null, glides: true, thinned: true }, hits);
  return hits.filter((_, i) => i % 3 === 2);
}

test('on the wire half of the packets are drawn, and VMs that send by turns are all among them', () => {
  for (const vms of [
    [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2],
    [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3],
  ]) {
    const drawn = drawnIn(PHASE.wire, vms);
    expect(drawn).toHaveLength(6);
    expect(new Set(drawn.map((packet) => vms[packet]))).toEqual(new Set(vms));
  }
});

test('a ring is as full as it is', () => {
  expect(drawnIn(PHASE.ring, [1, 2, 3, 1, 2, 3, 1, 2])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('whoever is first in line in a queue is there, whatever its number', () => {
  for (const first of [0, 1, 3, 4]) expect(drawnIn(PHASE.tap, [1], { first })).toEqual([first]);
});

test('the packet that is looked at is never left out', () => {
  expect(drawnIn(PHASE.wire, [1, 2, 3, 1, 2, 3], { selected: 4 })).toContain(4);
});
