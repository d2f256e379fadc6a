// Checks that floors add up to the total, and that the gauge's lines are the total divided by the cores that share it.
import { describe, expect, it } from 'vitest';
import type { CategoryName } from '../../sim-core/index.ts';
import { floorsOf, PARTS } from '../scene/floors.ts';
import {
  type Bill,
  billOf,
  coresText,
  gaugeBill,
  misleads,
  printedFloors,
  printedTotal,
  spokenBill,
} from './figures.ts';

const CATEGORIES: CategoryName[] = [
  'interrupt',
  'vm_exit',
  'context_switch',
  'classify',
  'vswitch',
  'copy',
  'dram',
  'cache',
  'driver',
  'kernel_stack',
  'syscall',
  'application',
];

function bill(): Bill {
  const by = Object.fromEntries(CATEGORIES.map((name, i) => [name, 10.37 * (i + 1)])) as Record<
    CategoryName,
    number
  >;
  const total = CATEGORIES.reduce((sum, name) => sum + by[name], 0);
  const recent = {
    packets: 256,
    cycles_per_packet: total,
    by_category: by,
    budget_used: 1.5,
    cores_sharing: 3,
  };
  return billOf(recent, null)!;
}

describe('figures', () => {
  it.each([
    ['kernel', 'dram', 'software'],
    ['userspace', 'ddio', 'sriov'],
  ] as const)('floors of a %s lane add up to the printed total', (stack, placement, classify) => {
    const features = { stack, placement, classify, vswitch: 'none', copy: 'none' } as never;
    const floors = floorsOf(features, { workload: { kind: 'receive' }, traffic: { vms: 3 } });
    const printed = printedFloors(bill(), floors);
    expect([...printed.values()].reduce((a, b) => a + b, 0)).toBe(printedTotal(bill()));
    expect(floors.flatMap((floor) => floor.parts).sort()).toEqual([...PARTS].sort());
  });
  it('draws as many lines as the budget is used', () => {
    expect(gaugeBill(bill()).total).toBeCloseTo(1.5, 9);
  });
  it('draws what full bursts save as spare', () => {
    const full = { cycles: bill().total - 50, budgetUsed: 0.7 };
    const drawn = gaugeBill({ ...bill(), budgetUsed: 1, fullBursts: full });
    expect(drawn.total).toBeCloseTo((bill().total - 50) / bill().total, 9);
  });
  it('speaks as the contract has it', () => {
    expect(spokenBill(bill(), 256)).toBe(
      '809 cycles a packet over 3 cores, 1.5 times the budget; most on the application',
    );
    expect(spokenBill(null, 3)).toContain('3 of 16');
    expect(coresText(1.02)).toBe('');
  });
});

describe('the recent past against the window', () => {
  const bill = (budgetUsed: number, overall: number | null) => ({ budgetUsed, overall }) as Bill;

  it('misleads where one is half as much again as the other, either way', () => {
    expect([bill(0.34, 3.2), bill(5.7, 3.5), bill(2, 3.01)].map(misleads)).toEqual([true, true, true]);
    expect([bill(2, 2.9), bill(3, 2.1), bill(1, 1)].map(misleads)).toEqual([false, false, false]);
  });

  it('says nothing where the window is not held', () => {
    expect(misleads(bill(0.34, null))).toBe(false);
  });
});
