// How the capture readers say what is wrong: one line that names the byte.
import { InputError } from '../scenario/input-error.ts';

/** Longest frame, captured or original, that is believed: twice what any segmentation offload makes today. */
export const LONGEST_FRAME_BYTES = 2 ** 20;
/** Most packets read from one file. */
export const MOST_CAPTURE_PACKETS = 16_000_000;

const RECORD_AGAIN = 'copy or record the file again';

/** Reports what is wrong with one capture file. */
export class FaultReporter {
  readonly file: string;
  readonly tolerant: boolean;
  /** Records that the file ends inside of; only counted when tolerant. */
  cutRecords = 0;
  /** Where that record begins. */
  cutAt = 0;

  constructor(file: string, tolerant: boolean) {
    this.file = file;
    this.tolerant = tolerant;
  }

  /** The file cannot be used, because of what stands at a byte. */
  at(byte: number, problem: string, remedy = RECORD_AGAIN): InputError {
    return new InputError(`${this.file}, byte ${byte}`, problem, remedy);
  }

  /** The file as a whole cannot be used. */
  whole(problem: string, remedy: string): InputError {
    return new InputError(this.file, problem, remedy);
  }

  /** The file ends inside the record that begins at `byte`: an error unless tolerant. */
  endsInside(byte: number, end: number, packetsBefore: number): void {
    if (!this.tolerant) {
      const whole = packetsBefore === 1 ? '1 whole packet' : `${packetsBefore} whole packets`;
      throw this.at(
        byte,
        `the file ends at byte ${end}, inside the record that begins here, after ${whole}`,
        `${RECORD_AGAIN}, or set traffic.capture.tolerant to use what is whole`,
      );
    }
    this.cutRecords = 1;
    this.cutAt = byte;
  }

  /** Refuses lengths that no frame has. */
  checkLengths(byte: number, captured: number, original: number): void {
    const longest = Math.max(captured, original);
    if (longest <= LONGEST_FRAME_BYTES) return;
    throw this.at(
      byte,
      `a frame of ${longest} bytes, more than the ${LONGEST_FRAME_BYTES} that are believed`,
    );
  }

  /** Refuses packets of another link type than Ethernet. */
  checkLinkType(byte: number, linkType: number): void {
    if (linkType === 1) return;
    throw this.at(
      byte,
      `packets of link type ${linkType}, but only Ethernet (link type 1) is read`,
      'record on an Ethernet interface (not on "any")',
    );
  }
}
