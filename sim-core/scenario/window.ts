// The measuring window: refuses runs whose window never opens, and runs too long for exact picoseconds.
import type { CaptureFacts } from './defaults.ts';
import { IMIX } from './imix.ts';
import { InputError } from './input-error.ts';
import type { Scenario, Traffic } from './types.ts';

/** Simulated time stays exact below 2^53 ps, two and a half hours. */
const MOST_SECONDS = 9000;

/** Bytes of an average frame, FCS included. */
function meanFrame({ kind, frame_bytes }: Traffic): number {
  if (typeof frame_bytes === 'number') return frame_bytes;
  const sizes = kind === 'imix' ? IMIX : (frame_bytes ?? []);
  const weights = sizes.reduce((sum, [, weight]) => sum + weight, 0);
  return sizes.reduce((sum, [bytes, weight]) => sum + bytes * weight, 0) / weights;
}

/** Mean distance of arrivals, ns: wire time ÷ load. */
function meanGapNs(traffic: Traffic): number {
  return ((meanFrame(traffic) + 20) * 8) / traffic.link_gbps / traffic.load;
}

/** Simulated seconds that a run of that many packets may take, with room for the longest pauses. */
function longestSeconds(traffic: Traffic, packets: number): number {
  const gap = meanGapNs(traffic) * 1e-9;
  if (traffic.kind !== 'poisson' && traffic.kind !== 'on-off') return gap * packets;
  const unit = traffic.kind === 'on-off' ? traffic.burst_packets : 1;
  const draws = Math.ceil(packets / unit);
  return gap * unit * (draws + 6 * Math.sqrt(draws) + 15);
}

function neverOpens(problem: string): never {
  throw new InputError(
    'warmup',
    `${problem}, so the measuring window never opens`,
    'warm up for less than stop',
  );
}

function seconds(value: number): string {
  return value >= 1e6 ? 'months' : `${Math.ceil(value)} s`;
}

/** Whether every arrival's time follows from its number alone. */
function isRegular({ kind, frame_bytes }: Traffic): boolean {
  return (kind === 'line-rate' || kind === 'constant') && typeof frame_bytes === 'number';
}

/** Last bit of the n-th packet (from 1) of regular traffic, ns: the gap after a frame comes behind its last bit. */
function lastBitNs(traffic: Traffic, n: number): number {
  return ((meanFrame(traffic) + 8) * 8) / traffic.link_gbps + meanGapNs(traffic) * (n - 1);
}

/**
 * Refuses a warm-up that is not shorter than the run. Mixed units are settled here where arrivals are regular; random
 * ones and captures show it when they run.
 */
export function checkWindow(scenario: Scenario, facts: CaptureFacts | null): void {
  const { stop, warmup, traffic } = scenario;
  if (stop.packets !== undefined && warmup.packets !== undefined && warmup.packets >= stop.packets) {
    neverOpens(`${warmup.packets} packets is not shorter than stop (${stop.packets})`);
  }
  if (
    stop.duration_ns !== undefined &&
    warmup.duration_ns !== undefined &&
    warmup.duration_ns >= stop.duration_ns
  ) {
    neverOpens(`${warmup.duration_ns} ns is not shorter than stop (${stop.duration_ns})`);
  }
  if (traffic.kind === 'capture') {
    if (facts !== null && warmup.packets !== undefined && warmup.packets >= facts.packets) {
      neverOpens(`${warmup.packets} packets is not shorter than the capture (${facts.packets})`);
    }
    return;
  }
  if (stop.packets !== undefined) {
    const longest = longestSeconds(traffic, stop.packets);
    if (longest > MOST_SECONDS) {
      const what = `${traffic.load} makes ${stop.packets} packets take up to ${seconds(longest)}`;
      throw new InputError('traffic.load', what, `raise it, or stop earlier (at most ${MOST_SECONDS} s)`);
    }
  }
  if (!isRegular(traffic)) return;
  if (stop.packets !== undefined && warmup.duration_ns !== undefined) {
    const end = lastBitNs(traffic, stop.packets);
    if (warmup.duration_ns >= end)
      neverOpens(`all ${stop.packets} packets arrive within ${warmup.duration_ns} ns`);
  }
  if (stop.duration_ns !== undefined && warmup.packets !== undefined && warmup.packets > 0) {
    const opens = lastBitNs(traffic, warmup.packets + 1);
    if (opens > stop.duration_ns) {
      neverOpens(`${warmup.packets} packets need more than the ${stop.duration_ns} ns of stop`);
    }
  }
}

/**
 * What a finished run shows of its window, picoseconds (open −1: never): the reason to refuse it, or null. Only the run
 * itself can tell where arrivals are random or come from a file.
 */
export function emptyWindow(scenario: Scenario, openPs: number, closePs: number): InputError | null {
  if (openPs >= 0 && openPs < closePs) return null;
  const { packets, duration_ns } = scenario.warmup;
  if ((packets ?? duration_ns) === 0) {
    return new InputError('stop', 'no packet arrives before it', 'run for longer');
  }
  const problem = 'no packet arrives after it before the run ends, so the measuring window never opens';
  return new InputError('warmup', problem, 'warm up for less than stop, or run for longer');
}
