// To the packet before, the one after, and the next of the same VM.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { vmName } from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { count } from '../ui/format.ts';

export interface TurnsProps {
  packet: number;
  vm?: number;
  /** The next packet of its VM; −1 if it is not there yet, or is not offered. */
  following?: number;
  /** Takes focus first. */
  first?: boolean;
  onPacket: (packet: number) => void;
}

export function PacketTurns({ packet, vm = 0, following = -1, first = false, onPacket }: TurnsProps) {
  return (
    <span className="fates-steps">
      <button
        type="button"
        className="btn small"
        data-first={first || undefined}
        aria-label={FATES.previous}
        aria-disabled={packet === 0}
        onClick={() => packet > 0 && onPacket(packet - 1)}
      >
        <ArrowLeft size="1.1em" aria-hidden="true" /> {packet > 0 ? count(packet - 1) : '–'}
      </button>
      <button
        type="button"
        className="btn small"
        aria-label={FATES.next}
        onClick={() => onPacket(packet + 1)}
      >
        {count(packet + 1)} <ArrowRight size="1.1em" aria-hidden="true" />
      </button>
      {following >= 0 && (
        <button type="button" className="btn small plain" onClick={() => onPacket(following)}>
          {FATES.nextOfVm(vmName(vm))}
        </button>
      )}
    </span>
  );
}
