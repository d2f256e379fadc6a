// Where each lane starts to drop: short runs at some loads, done in a simulator of their own once the lanes are idle.
import { useEffect, useState } from 'react';
import type { Report, Scenario } from '../../sim-core/index.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';

export interface Knee {
  /** Number of the lane, from 0. */
  lane: number;
  /** The least load at which it drops, about; 1 if it keeps up. */
  load: number;
  keepsUp: boolean;
}

const LEAST_LOAD = 0.001;
/** Loads tried after line rate, and how near the last two may come to each other. */
const TRIES = 6;
const NEAR_ENOUGH = 1.08;
/** The lanes have to be idle for so long before anything runs beside them, milliseconds. */
const IDLE_MS = 1000;
const LEAST_PACKETS = 6000;
const MOST_PACKETS = 24_000;
const REMEMBERED = 24;

/** What a short run at a load shows of a lane. */
export interface Probe {
  dropped: boolean;
  /** Share of the offered packets that were delivered. */
  delivered: number;
}

/** The least load with drops, between those tried; `probe` runs the lane at a load. */
export async function findKnee(probe: (load: number) => Promise<Probe>): Promise<Omit<Knee, 'lane'>> {
  const full = await probe(1);
  if (!full.dropped) return { load: 1, keepsUp: true };
  let least = LEAST_LOAD;
  let drops = 1;
  // what a swamped lane delivers is about what it can take, unless it livelocks
  let next = Math.min(0.95, Math.max(LEAST_LOAD * 2, full.delivered * 0.95));
  for (let i = 0; i < TRIES && drops / least > NEAR_ENOUGH; i++) {
    const tried = await probe(next);
    if (tried.dropped) drops = next;
    else least = next;
    next =
      i === 0 && !tried.dropped ? Math.min(next * 1.2, Math.sqrt(least * drops)) : Math.sqrt(least * drops);
  }
  return { load: Number(Math.sqrt(least * drops).toPrecision(3)), keepsUp: false };
}

/** The input of a lane's short run: enough packets to fill its rings, from the start. */
export function shortInput(scenario: Scenario, lane: number, load: number): ScenarioInput {
  const { name, preset, features } = scenario.lanes[lane];
  const slots = features.ring_size * scenario.traffic.vms;
  const packets = Math.min(MOST_PACKETS, Math.max(LEAST_PACKETS, slots * 2));
  return {
    seed: scenario.seed,
    stop: { packets },
    warmup: { packets: 0 },
    machine: scenario.machine,
    traffic: { ...scenario.traffic, load },
    workload: scenario.workload,
    costs: scenario.costs,
    lanes: [{ name, preset, features }],
  };
}

/** What a report says of a lane that ran alone. */
export function probeOf(report: Report): Probe {
  const { offered, delivered, dropped } = report.lanes[0].packets;
  return { dropped: dropped > 0, delivered: delivered / Math.max(1, offered) };
}

/** Knees that are known, by what they depend on. */
const known = new Map<string, Knee>();

function keyOf(scenario: Scenario, lane: number): string {
  return JSON.stringify(shortInput(scenario, lane, 1));
}

function allKnown(scenario: Scenario): Knee[] | null {
  const knees = scenario.lanes.map((_, lane) => known.get(keyOf(scenario, lane)));
  return knees.every((knee) => knee !== undefined) ? knees.map((knee, lane) => ({ ...knee, lane })) : null;
}

function remember(key: string, knee: Knee): void {
  known.set(key, knee);
  if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
}

/** The scenario's knees; null until they are known. Nothing runs while the lanes do. */
export function useKnees(scenario: Scenario): readonly Knee[] | null {
  const lab = useLab();
  const idle = useLabState((state) => state.status === 'done');
  const [knees, setKnees] = useState(() => allKnown(scenario));
  useEffect(() => {
    const found = allKnown(scenario);
    setKnees(found);
    if (found !== null || !idle) return;
    const runs = lab.shortRuns();
    const timer = setTimeout(async () => {
      try {
        for (const lane of scenario.lanes.keys()) {
          const key = keyOf(scenario, lane);
          if (known.has(key)) continue;
          const knee = await findKnee(async (load) =>
            probeOf(await runs.run(shortInput(scenario, lane, load))),
          );
          remember(key, { lane, ...knee });
        }
        setKnees(allKnown(scenario));
      } catch {
        // ended, or a load that cannot be run: there are no strokes then
      }
    }, IDLE_MS);
    return () => {
      clearTimeout(timer);
      runs.end();
    };
  }, [lab, scenario, idle]);
  return knees;
}
