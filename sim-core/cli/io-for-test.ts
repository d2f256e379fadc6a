// The machine's files with output caught in strings: for tests of commands in process.
import { main } from './commands.ts';
import type { Io } from './io.ts';
import { nodeIo } from './node-io.ts';

/** What a command left behind. */
export interface Outcome {
  status: number;
  out: string;
  err: string;
}

/** Runs one command line in process; `input` is its standard input. */
export function runMain(argv: readonly string[], input: string | Uint8Array = ''): Outcome {
  let out = '';
  let err = '';
  let ms = 0;
  const io: Io = {
    ...nodeIo(),
    readInput: () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    nowMs: () => ++ms,
    errIsTerminal: () => false,
    cores: () => 1,
  };
  const status = main(argv, io);
  if (typeof status !== 'number') throw new Error('on one core every command ends at once');
  return { status, out, err };
}
