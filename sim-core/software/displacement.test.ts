// Stolen time by hand: others' time in full, the host's by the share of packets that were not the owner's.
import { describe, expect, it } from 'vitest';
import { Bench } from '../hardware/bench-for-test.ts';
import { K } from '../trace/kinds.ts';
import { Displacement } from './displacement.ts';

function rigOf(owner: number): { bench: Bench; displacement: Displacement } {
  const bench = new Bench();
  const displacement = new Displacement(bench.fabric, 2);
  displacement.owner = owner;
  bench.fabric.queue.nowPs = 8000;
  return { bench, displacement };
}

describe('displacement', () => {
  it('counts another VM’s time in full and its own not at all', () => {
    const { displacement } = rigOf(1);
    displacement.served(2, 1000);
    displacement.served(1, 500);
    displacement.served(3, 250);
    displacement.end();
    expect(Array.from(displacement.stolenPs.subarray(0, 4))).toEqual([0, 1250, 0, 0]);
  });

  it.each([
    [[2, 2, 2, 2], 8000],
    [[1, 1, 1, 1], 0],
    [[1, 2, 3, 2], 6000],
    [[1, 1, 2], 2667],
    [[254, 1], 4000],
    [[], 8000],
  ])('counts host work for packets of %j by the share of strangers', (vms, stolen) => {
    const { displacement } = rigOf(1);
    displacement.served(0, 5000);
    for (const vm of vms) displacement.hostPacket(vm);
    displacement.served(0, 3000);
    expect(displacement.stolenFrom(1)).toBe(stolen);
    displacement.end();
    expect(displacement.stolenPs[1]).toBe(stolen);
  });

  it('adds both, keeps the account open until the owner computes, and begins the next one empty', () => {
    const { displacement } = rigOf(2);
    displacement.served(0, 1000);
    displacement.hostPacket(2);
    displacement.hostPacket(3);
    displacement.served(3, 70);
    expect([displacement.stolenFrom(2), displacement.stolenFrom(3), displacement.stolenPs[2]]).toEqual([
      570, 0, 0,
    ]);
    displacement.end();
    expect(displacement.stolenFrom(2)).toBe(570);
    displacement.served(0, 400);
    displacement.hostPacket(2);
    displacement.end();
    displacement.end();
    expect(displacement.stolenPs[2]).toBe(570);
  });

  it('asks nothing where nobody computes', () => {
    const { displacement } = rigOf(0);
    displacement.served(0, 1000);
    displacement.hostPacket(1);
    displacement.end();
    expect(displacement.stolenPs.every((ps) => ps === 0)).toBe(true);
  });

  it('records from when to when, and how much of it was stolen', () => {
    const { bench, displacement } = rigOf(1);
    bench.at(10_000, () => displacement.served(0, 4000));
    bench.at(15_000, () => {
      displacement.hostPacket(1);
      displacement.hostPacket(2);
    });
    bench.at(30_000, () => displacement.end());
    bench.run();
    expect(bench.recorder.of(K.vmDisplaced)).toEqual([
      {
        kind: K.vmDisplaced,
        t: 6000,
        dur: 24_000,
        packet: -1,
        arg: 2,
        core: 2,
        vm: 1,
        queue: 255,
        context: 0,
      },
    ]);
  });
});
