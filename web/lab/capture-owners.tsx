// Who the packets of a capture are for: addresses with the VMs they become, or fields to name the VMs with.
import type { CaptureSummary } from '../../sim-core/index.ts';
import { CAPTURE } from '../i18n/en-capture.ts';
import { Badge } from '../ui/badge.tsx';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count } from '../ui/format.ts';

export interface CaptureOwnersProps {
  summary: CaptureSummary;
  /** VMs' addresses as they were named, in order; null where the file decides. */
  vms: readonly string[] | null;
  naming: boolean;
  onVms: (vms: readonly string[]) => void;
}

/** Rows before the rest is counted. */
const MOST_ROWS = 12;
const MAC = /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/;

/** A unicast address that no other VM has. */
export function readMac(text: string, others: readonly string[]): Entry<string> {
  const mac = text.trim().toLowerCase().replaceAll('-', ':');
  return MAC.test(mac) && !others.includes(mac) ? { value: mac } : { wrong: CAPTURE.macWrong };
}

export function CaptureOwners({ summary, vms, naming, onVms }: CaptureOwnersProps) {
  const { destinations, everybody, notForUs, report } = summary;
  const named = vms ?? destinations.slice(0, summary.vms).map(({ mac }) => mac);
  const packetsOf = (mac: string) => report.by_destination_mac[mac] ?? 0;
  const rows = vms === null ? destinations.map(({ mac }) => mac) : named;
  const number = vms === null ? summary.vms : named.length;
  const strangers =
    vms === null
      ? 0
      : destinations.reduce((sum, { mac, packets }) => sum + (named.includes(mac) ? 0 : packets), 0);
  return (
    <section>
      <h4>{CAPTURE.who(number === 1 ? CAPTURE.oneVm : CAPTURE.someVms(String(number)))}</h4>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{CAPTURE.vm}</th>
            <th scope="col">{CAPTURE.address}</th>
            <th scope="col" className="r">
              {CAPTURE.packets}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((mac, i) => (
            <tr key={mac}>
              <td>
                <Badge vm={(i % number) + 1} />
              </td>
              <td className="mac">
                {naming && i < named.length ? (
                  <ExactField
                    label={CAPTURE.macOf(String(i + 1))}
                    text={mac}
                    width={17}
                    words
                    read={(text) =>
                      readMac(
                        text,
                        named.filter((_, at) => at !== i),
                      )
                    }
                    onValue={(next) => onVms(named.map((each, at) => (at === i ? next : each)))}
                  />
                ) : (
                  mac
                )}
              </td>
              <td className="r">{count(packetsOf(mac))}</td>
            </tr>
          ))}
          <Rest
            words={CAPTURE.others(count(rows.length - MOST_ROWS))}
            packets={rows.slice(MOST_ROWS).reduce((sum, mac) => sum + packetsOf(mac), 0)}
          />
          <Rest words={CAPTURE.everybody} packets={everybody} />
          <Rest words={CAPTURE.nobody} packets={notForUs + strangers} />
        </tbody>
      </table>
    </section>
  );
}

function Rest({ words, packets }: { words: string; packets: number }) {
  if (packets === 0) return null;
  return (
    <tr>
      <td />
      <td>{words}</td>
      <td className="r">{count(packets)}</td>
    </tr>
  );
}
