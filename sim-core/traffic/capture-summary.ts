// Looks at a capture before anything runs: what is in it, what is wrong with it, and what can be used all the same.
import type { CaptureInspection, CaptureSummary } from '../report/types.ts';
import { InputError } from '../scenario/input-error.ts';
import { loadCapture } from './capture.ts';
import type { LoadedCapture } from './loaded-capture.ts';

const LONGEST_WIRE_FRAME_BYTES = 9216;

function summaryOf(capture: LoadedCapture): CaptureSummary {
  const { format, report, spanPs, flows, sizes, destinations, vms, everybody, notForUs, simple } = capture;
  let long = 0;
  for (let i = 0; i < capture.packets; i++) if (capture.bytes[i] > LONGEST_WIRE_FRAME_BYTES) long++;
  const frameBytes = capture.totalFrameBytes;
  return {
    format,
    report,
    spanPs,
    frameBytes,
    flows,
    sizes,
    destinations,
    vms,
    everybody,
    notForUs,
    simple,
    long,
  };
}

/** Reads a capture as far as it goes; what is wrong with it is part of the answer. Timing is left for later. */
export function inspectCapture(bytes: Uint8Array, file: string): CaptureInspection {
  const fileBytes = bytes.length;
  const read = (tolerant: boolean) => loadCapture(bytes, { file, timing: 'back-to-back', tolerant });
  try {
    return { summary: summaryOf(read(false)), damage: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { problem: reason, remedy, where } = error;
    const byte = /byte (\d+)$/.exec(where);
    const damage = { reason, remedy, byte: byte === null ? -1 : Number(byte[1]), fileBytes };
    try {
      const whole = read(true);
      return { summary: summaryOf(whole), damage: { ...damage, byte: whole.cutAt } };
    } catch (again) {
      if (!(again instanceof InputError)) throw again;
      return { summary: null, damage };
    }
  }
}
