// Who a captured packet is for: destination addresses become VMs, sorted ascending or as the scenario names them.
import { InputError } from '../scenario/input-error.ts';
import { type CaptureDestination, TO_EVERYBODY, TO_NOBODY } from './loaded-capture.ts';
import { formatMac, isGroupAddress, parseMac } from './mac.ts';
import type { PacketColumns } from './packet-columns.ts';

/** The destinations that VMs own, and how to find a packet's. */
export interface Owners {
  list: CaptureDestination[];
  packetsByAddress: Map<number, number>;
  /** Index into `list`, TO_EVERYBODY or TO_NOBODY; −1 is a frame too short for an address. */
  ownerOf(address: number): number;
}

function parseNamed(macs: readonly string[]): number[] {
  const addresses: number[] = [];
  macs.forEach((text, i) => {
    const address = parseMac(text);
    const usable = !Number.isNaN(address) && !isGroupAddress(address) && !addresses.includes(address);
    if (!usable) {
      const problem = `${JSON.stringify(text)} is not a unicast address of its own`;
      throw new InputError(
        `traffic.capture.vms[${i}]`,
        problem,
        'give each VM one such as "52:54:00:00:00:11"',
      );
    }
    addresses.push(address);
  });
  return addresses;
}

function countAddresses(columns: PacketColumns): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < columns.count; i++) {
    const address = columns.address[i];
    if (address >= 0) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
}

/** Distinct unicast destinations ascending, or those that `named` lists. */
export function destinationsOf(columns: PacketColumns, named: readonly string[] | undefined): Owners {
  const packetsByAddress = countAddresses(columns);
  const addresses =
    named === undefined
      ? [...packetsByAddress.keys()].filter((a) => !isGroupAddress(a)).sort((a, b) => a - b)
      : parseNamed(named);
  const indexOf = new Map(addresses.map((address, i) => [address, i]));
  return {
    list: addresses.map((a) => ({ mac: formatMac(a), packets: packetsByAddress.get(a) ?? 0 })),
    packetsByAddress,
    ownerOf(address: number): number {
      if (address < 0) return TO_NOBODY;
      if (isGroupAddress(address)) return TO_EVERYBODY;
      return indexOf.get(address) ?? TO_NOBODY;
    },
  };
}
