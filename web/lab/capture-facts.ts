// A capture's facts: each a number and a plain clause, none of them zero, at most nine. Pure functions.
import type { CaptureSummary, Scenario } from '../../sim-core/index.ts';
import { CAPTURE } from '../i18n/en-capture.ts';
import { count, duration, mpps, significant, trimmed } from '../ui/format.ts';

export interface Fact {
  figure: string;
  words: string;
}

const MOST_FACTS = 9;

/** What is in a capture, for a link and a clock. */
export function captureFacts(summary: CaptureSummary, { traffic, machine }: Scenario): Fact[] {
  const { report, spanPs, frameBytes, flows, simple, long } = summary;
  const mean = frameBytes / report.packets;
  const ns = ((mean + 20) * 8) / traffic.link_gbps;
  const rate = (report.packets / spanPs) * 1e12;
  const gbps = (frameBytes * 8 * 1000) / spanPs;
  const facts: (Fact & { zero?: boolean })[] = [
    {
      figure: count(report.packets),
      words: spanPs > 0 ? CAPTURE.packetsIn(duration(spanPs / 1000)) : CAPTURE.packetsAtOnce,
    },
    { figure: ratePps(rate), words: CAPTURE.onAverage(`${trimmed(gbps, 2)} Gb/s`), zero: spanPs === 0 },
    { figure: `${count(mean)} B`, words: CAPTURE.meanFrame(duration(ns), cyclesText(ns * machine.ghz)) },
    counted(flows, CAPTURE.flows),
    counted(report.out_of_order, CAPTURE.outOfOrder),
    counted(report.padded, CAPTURE.padded),
    counted(report.truncated, CAPTURE.truncated),
    counted(simple, CAPTURE.simple),
    counted(long, CAPTURE.long),
  ];
  return facts.filter(({ zero }) => zero !== true).slice(0, MOST_FACTS);
}

function counted(number: number, words: string): Fact & { zero: boolean } {
  return { figure: count(number), words, zero: number === 0 };
}

function cyclesText(cycles: number): string {
  return cycles >= 100 ? count(cycles) : significant(cycles, 3);
}

function ratePps(pps: number): string {
  if (pps >= 1e5) return `${mpps(pps)} Mpps`;
  return pps >= 1000 ? `${trimmed(pps / 1000, 3)} kpps` : `${trimmed(pps, 3)} pps`;
}

/** Packets by size as shares; the last class is open. */
export function sizeBars({ sizes, report }: CaptureSummary): { name: string; share: number }[] {
  return sizes.map(({ from, to, packets }) => ({
    name: to === null ? CAPTURE.over(count(from - 1)) : count(to),
    share: packets / report.packets,
  }));
}

/** 33 MB, 812 kB, 74 B. */
export function fileSize(bytes: number): string {
  if (bytes >= 1e6) return `${trimmed(bytes / 1e6, 2)} MB`;
  return bytes >= 1000 ? `${trimmed(bytes / 1000, 3)} kB` : `${bytes} B`;
}
