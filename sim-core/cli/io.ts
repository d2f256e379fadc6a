// What a command needs of the machine, so that tests can put something else in its place.

/** A file that is being written. */
export interface OutputFile {
  write(data: string | Uint8Array): void;
  close(): void;
}

/** Files, streams and a stopwatch. Reading throws InputError when the file cannot be used. */
export interface Io {
  /** The whole file, refused beyond `limitBytes`. */
  readFile(path: string, limitBytes: number): Uint8Array;
  /** The first bytes of a file that is longer than `aboveBytes`; null for shorter ones, refused beyond `limitBytes`. */
  peekFile(path: string, limitBytes: number, aboveBytes: number, bytes: number): Uint8Array | null;
  /** Standard input, refused beyond `limitBytes`. */
  readInput(limitBytes: number): Uint8Array;
  createFile(path: string): OutputFile;
  /** `path` as seen from the folder of `file` (null: the current folder). */
  beside(file: string | null, path: string): string;
  out(text: string): void;
  err(text: string): void;
  /** Standard error is a terminal, on which a line can be written over. */
  errIsTerminal(): boolean;
  /** Milliseconds of a clock that never goes back. */
  nowMs(): number;
  /** How many threads the machine runs at once. */
  cores(): number;
  version(): string;
}
