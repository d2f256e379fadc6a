// Hardware addresses as 48-bit numbers and as people write them.

const GROUP_BIT = 2 ** 40;

/** "52:54:00:00:00:11" for a 48-bit number. */
export function formatMac(address: number): string {
  const digits = address.toString(16).padStart(12, '0');
  return (digits.match(/../g) ?? []).join(':');
}

/** The 48-bit number for six pairs of hexadecimal digits joined by ":" or "-"; NaN for anything else. */
export function parseMac(text: string): number {
  return /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text)
    ? Number.parseInt(text.replace(/[:-]/g, ''), 16)
    : Number.NaN;
}

/** Whether an address means many: broadcast or multicast. */
export function isGroupAddress(address: number): boolean {
  return Math.floor(address / GROUP_BIT) % 2 === 1;
}
