// What was found in a capture: packets, sizes, who they are for. Each fact a number and a plain clause; none is zero.
import { UI } from '../i18n/en.ts';
import type { CaptureReport } from '../../sim-core/index.ts';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { Badge } from '../ui/badge.tsx';
import { count } from '../ui/format.ts';
import { Scroll } from '../ui/scroll.tsx';

export interface CaptureSheetProps {
  name: string;
  report: CaptureReport;
  onClose: () => void;
}

function facts(report: CaptureReport): [number, string][] {
  const all: [number, string][] = [
    [report.packets, UI.capture.packets],
    [report.wire_bytes, UI.capture.wireBytes],
    [report.captured_bytes, UI.capture.fileBytes],
    [report.truncated, UI.capture.truncated],
    [report.padded, UI.capture.padded],
    [report.out_of_order, UI.capture.outOfOrder],
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
    <BottomDrawer label={UI.capture.name} title={name} note={UI.capture.readHere} onClose={onClose}>
      <Scroll label={UI.capture.name}>
        <div className="facts">
          {facts(report).map(([value, words]) => (
            <div key={words}>
              <b>{count(value)}</b>
              {words}
            </div>
          ))}
        </div>
        <div className="columns">
          <Shares title={UI.capture.whose} rows={Object.entries(report.by_vm)} badge />
          <Shares title={UI.capture.addresses} rows={Object.entries(report.by_destination_mac)} />
        </div>
      </Scroll>
    </BottomDrawer>
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
