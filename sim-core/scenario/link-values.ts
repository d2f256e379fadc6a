// How single values are written in a link: letters, digits, point, hyphen, and _ as the only separator, so that nothing
// in an address needs escaping.
import type { Form } from './link-codes.ts';

const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/;
const ADDRESS = /^[0-9a-f]{12}$/;

/** Text with everything but letters, digits, point and hyphen as _hex_. */
export function writeText(text: string): string {
  return [...text]
    .map((c) => (/^[A-Za-z0-9.-]$/.test(c) ? c : `_${(c.codePointAt(0) ?? 0).toString(16)}_`))
    .join('');
}

/** The text that writeText wrote, or undefined. */
export function readText(text: string): string | undefined {
  if (!/^([A-Za-z0-9.-]|_[0-9a-f]{1,6}_)*$/.test(text)) return undefined;
  let result = '';
  for (const part of text.split(/(_[0-9a-f]+_)/)) {
    if (!part.startsWith('_')) {
      result += part;
      continue;
    }
    const code = Number.parseInt(part.slice(1, -1), 16);
    if (code > 0x10ffff) return undefined;
    result += String.fromCodePoint(code);
  }
  return result;
}

function writeNumber(value: number): string {
  return String(value).replace('+', '');
}

function readNumber(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function writeSizes(value: unknown): string {
  if (typeof value === 'number') return writeNumber(value);
  return (value as [number, number][]).map((pair) => pair.map(writeNumber).join('_')).join('_');
}

function readSizes(text: string): number | [number, number][] | undefined {
  const numbers = text.split('_').map(readNumber);
  if (numbers.includes(undefined)) return undefined;
  const values = numbers as number[];
  if (values.length === 1) return values[0];
  if (values.length % 2 !== 0) return undefined;
  return values.flatMap((value, i) => (i % 2 === 0 ? [[value, values[i + 1]] as [number, number]] : []));
}

function readAddresses(text: string): string[] | undefined {
  const list = text.split('_');
  if (!list.every((address) => ADDRESS.test(address))) return undefined;
  return list.map((address) => (address.match(/../g) ?? []).join(':'));
}

function readEvents(text: string): { at_ns: number; what: string }[] | undefined {
  const parts = text === '' ? [] : text.split('_');
  const events: { at_ns: number; what: string }[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const at = readNumber(parts[i]);
    if (at === undefined || parts[i + 1] === undefined) return undefined;
    events.push({ at_ns: at, what: parts[i + 1] });
  }
  return events;
}

/** A value in its form. */
export function writeValue(form: Form, value: unknown): string {
  switch (form) {
    case 'number':
      return writeNumber(value as number);
    case 'flag':
      return value === true ? '1' : '0';
    case 'sizes':
      return writeSizes(value);
    case 'addresses':
      return (value as string[]).map((address) => address.replaceAll(':', '')).join('_');
    case 'events':
      return (value as { at_ns: number; what: string }[])
        .map(({ at_ns, what }) => `${writeNumber(at_ns)}_${what}`)
        .join('_');
    case 'text':
      return writeText(value as string);
    case 'word':
      return value as string;
  }
}

/** The value that is written in that form, or undefined if it is damaged. */
export function readValue(form: Form, text: string): unknown {
  switch (form) {
    case 'number':
      return readNumber(text);
    case 'flag':
      return text === '1' ? true : text === '0' ? false : undefined;
    case 'sizes':
      return readSizes(text);
    case 'addresses':
      return readAddresses(text);
    case 'events':
      return readEvents(text);
    case 'text':
      return readText(text);
    case 'word':
      return /^[a-z0-9-]+$/.test(text) ? text : undefined;
  }
}
