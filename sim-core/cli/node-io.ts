// Files and streams of Node for the commands: bounded reads, synchronous writes, one line for whatever fails.
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { InputError } from '../scenario/input-error.ts';
import type { Io, OutputFile } from './io.ts';

const READ_BYTES = 1 << 20;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'is a folder',
  EACCES: 'may not be opened',
  EPERM: 'may not be opened',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'is a loop of links',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written to',
  EMFILE: 'too many files are open',
};

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

function unusable(path: string, error: unknown, remedy: string): InputError {
  if (error instanceof InputError) return error;
  const code = codeOf(error);
  return new InputError(path.slice(0, 300), REASONS[code] ?? `cannot be used (${code})`, remedy);
}

function tooLarge(name: string, limit: number): InputError {
  return new InputError(name, `is larger than ${limit / 2 ** 20} MiB`, 'give a smaller file');
}

/** Reads one piece; waits where a terminal or pipe has nothing yet. */
function readPiece(fd: number, into: Uint8Array): number {
  for (;;) {
    try {
      return readSync(fd, into, 0, into.length, null);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 10);
    }
  }
}

function readAll(fd: number, name: string, limit: number): Uint8Array {
  const stat = fstatSync(fd);
  if (stat.isDirectory()) throw new InputError(name, 'is a folder', 'give a file');
  if (stat.isFile() && stat.size > limit) throw tooLarge(name, limit);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const size = stat.isFile() ? Math.max(1, Math.min(stat.size + 1, limit + 1)) : READ_BYTES;
  for (;;) {
    const piece = new Uint8Array(pieces.length === 0 ? size : READ_BYTES);
    const n = readPiece(fd, piece);
    if (n === 0) break;
    length += n;
    if (length > limit) throw tooLarge(name, limit);
    pieces.push(piece.subarray(0, n));
  }
  if (pieces.length === 1) return pieces[0];
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function withFile<T>(path: string, use: (fd: number) => T): T {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw unusable(path, error, 'give the name of a file that can be read');
  }
  try {
    return use(fd);
  } catch (error) {
    throw unusable(path, error, 'give the name of a file that can be read');
  } finally {
    closeSync(fd);
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at, bytes.length - at);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 10);
    }
  }
}

function createFile(path: string): OutputFile {
  const remedy = 'give a name that can be written to';
  const encoder = new TextEncoder();
  let fd: number;
  try {
    fd = openSync(path, 'w');
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      throw new InputError(path.slice(0, 300), 'there is no such folder', remedy);
    throw unusable(path, error, remedy);
  }
  return {
    write(data) {
      try {
        writeWhole(fd, typeof data === 'string' ? encoder.encode(data) : data);
      } catch (error) {
        throw unusable(path, error, remedy);
      }
    },
    close: () => closeSync(fd),
  };
}

/** The machine that the program runs on. A reader that went away ends the output, not the program. */
export function nodeIo(): Io {
  const encoder = new TextEncoder();
  const closed = new Set<number>();
  const write = (fd: number, text: string) => {
    if (closed.has(fd)) return;
    try {
      writeWhole(fd, encoder.encode(text));
    } catch (error) {
      if (codeOf(error) !== 'EPIPE') throw error;
      closed.add(fd);
    }
  };
  return {
    readFile: (path, limit) => withFile(path, (fd) => readAll(fd, path, limit)),
    peekFile: (path, limit, above, bytes) =>
      withFile(path, (fd) => {
        const stat = fstatSync(fd);
        if (!stat.isFile() || stat.size <= above) return null;
        if (stat.size > limit) throw tooLarge(path, limit);
        const head = new Uint8Array(bytes);
        return head.subarray(0, readPiece(fd, head));
      }),
    readInput: (limit) => {
      try {
        return readAll(0, 'standard input', limit);
      } catch (error) {
        throw unusable('standard input', error, 'give a scenario on standard input');
      }
    },
    createFile,
    beside: (file, path) => (file === null ? resolve(path) : resolve(dirname(file), path)),
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    errIsTerminal: () => isatty(2),
    nowMs: () => performance.now(),
    cores: () => availableParallelism(),
    version: () => {
      const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    },
  };
}
