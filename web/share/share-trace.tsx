// The trace's row of what can be taken away: three formats, and which packets.
import { useId, useState } from 'react';
import { SHARE } from '../i18n/en-share.ts';
import { saveFile } from '../ui/files.ts';
import type { TraceSuffix } from '../stores/trace-file.ts';
import { useLab } from '../stores/use-lab.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { WrongEntry } from '../ui/wrong-entry.tsx';

const FORMATS: readonly [string, TraceSuffix][] = [
  ['Perfetto', '.json'],
  ['CSV', '.csv'],
  ['pcapng', '.pcapng'],
];
const MOST_PACKET = 2 ** 30 - 1;

export function TraceRow({ file }: { file: string }) {
  const lab = useLab();
  const [from, setFrom] = useState('0');
  const [to, setTo] = useState('999');
  const [share, setShare] = useState(-1);
  const says = useId();
  const packets: [number, number] = [Number(from), Number(to)];
  const valid =
    /^\d+$/.test(from) && /^\d+$/.test(to) && packets[0] <= packets[1] && packets[1] <= MOST_PACKET;
  const described = { 'aria-invalid': !valid, 'aria-describedby': valid ? undefined : says };
  const write = async (suffix: TraceSuffix) => {
    if (!valid || share >= 0) return false;
    setShare(0);
    try {
      saveFile(`${file}-trace${suffix}`, await lab.traceFile({ suffix, packets, onShare: setShare }));
    } finally {
      setShare(-1);
    }
    return true;
  };
  return (
    <div>
      {FORMATS.map(([label, suffix]) => (
        <ActionButton
          key={suffix}
          label={label}
          name={SHARE.saveTrace(label)}
          act={() => write(suffix)}
          done={SHARE.saved}
        />
      ))}
      <small>{share >= 0 ? SHARE.writing(share) : SHARE.packets}</small>
      <input
        className="field short"
        inputMode="numeric"
        value={from}
        aria-label={SHARE.firstPacket}
        {...described}
        onChange={(event) => setFrom(event.target.value)}
      />
      <small>{SHARE.to}</small>
      <input
        className="field short"
        inputMode="numeric"
        value={to}
        aria-label={SHARE.lastPacket}
        {...described}
        onChange={(event) => setTo(event.target.value)}
      />
      {!valid && <WrongEntry id={says} words={SHARE.packetRange} />}
    </div>
  );
}
