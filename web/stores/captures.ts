// The captures opened on this page: their bytes stay here, so that undo and a new worker find them again.
import type { CaptureFile } from './lab-state.ts';

/** Captures remembered; the one opened longest ago is forgotten first. */
const REMEMBERED = 3;

interface Remembered {
  file: CaptureFile;
  bytes: Uint8Array;
}

/** 16 hexadecimal digits over contents; names a capture in an address, guards nothing. */
export function contentHash(bytes: Uint8Array): string {
  let a = 0x811c9dc5 | 0;
  let b = 0x2f0b4c47 | 0;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i], 0x01000193);
    b = Math.imul(b + bytes[i], 0x5bd1e995) ^ (b >>> 15);
  }
  const hex = (x: number) => (x >>> 0).toString(16).padStart(8, '0');
  return hex(a ^ bytes.length) + hex(b);
}

export class Captures {
  private held: Remembered[] = [];

  /** Remembers a capture under its name. */
  add(name: string, bytes: Uint8Array): CaptureFile {
    const file = { name, bytes: bytes.length, hash: contentHash(bytes) };
    this.held = [...this.held.filter((each) => each.file.name !== name), { file, bytes }].slice(-REMEMBERED);
    return file;
  }

  find(name: string | undefined): Remembered | undefined {
    return this.held.find((each) => each.file.name === name);
  }
}
