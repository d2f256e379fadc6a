// What was found in a capture: packets, sizes, who they are for. Each fact a number and a plain clause; none is zero.
import { X } from 'lucide-react';
import type { CaptureReport } from '../../sim-core/index.ts';
import { Badge } from '../ui/badge.tsx';
import { count } from '../ui/format.ts';

export interface CaptureSheetProps {
  name: string;
  report: CaptureReport;
  onClose: () => void;
}

function facts(report: CaptureReport): [number, string][] {
  const all: [number, string][] = [
    [report.packets, 'packets'],
    [report.wire_bytes, 'bytes on the wire as recorded'],
    [report.captured_bytes, 'bytes in the file'],
    [report.truncated, 'cut short by the capture'],
    [report.padded, 'shorter than Ethernet allows, padded'],
    [report.out_of_order, 'with a timestamp before their predecessor’s, sorted'],
  ];
  return all.filter(([value]) => value > 0);
}

/** "vm3" → 3. */
function vmNumber(name: string): number {
  const match = /^vm(\d+)$/.exec(name);
  return match === null ? 0 : Number(match[1]);
}

export default function CaptureSheet({ name, report, onClose }: CaptureSheetProps) {
  return (
    <div className="panel sheet" role="dialog" aria-label="Capture">
      <header>
        <h3>{name}</h3>
        <p>Read here; it never leaves this computer.</p>
        <button type="button" className="icon" aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <div className="scroll">
        <div className="facts">
          {facts(report).map(([value, words]) => (
            <div key={words}>
              <b>{count(value)}</b>
              {words}
            </div>
          ))}
        </div>
        <div className="columns">
          <Shares title="Whose they are" rows={Object.entries(report.by_vm)} badge />
          <Shares title="Destination addresses" rows={Object.entries(report.by_destination_mac)} />
        </div>
      </div>
    </div>
  );
}

function Shares({
  title,
  rows,
  badge = false,
}: {
  title: string;
  rows: [string, number][];
  badge?: boolean;
}) {
  const most = 24;
  return (
    <table className="data">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="r">
            Packets
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, most).map(([name, packets]) => (
          <tr key={name}>
            <td>
              {badge && <Badge vm={vmNumber(name)} />} {name.replaceAll('_', ' ')}
            </td>
            <td className="r">{count(packets)}</td>
          </tr>
        ))}
        {rows.length > most && (
          <tr>
            <td>and {count(rows.length - most)} more</td>
            <td className="r">{count(rows.slice(most).reduce((sum, [, packets]) => sum + packets, 0))}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
