// Finds the command of a command line and turns whatever happens into one line and an exit status.
import { InputError } from '../scenario/input-error.ts';
import { suggest } from '../scenario/nearest.ts';
import { costsCommand } from './costs.ts';
import { HELP } from './help.ts';
import type { Io } from './io.ts';
import { presetsCommand } from './presets.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { sweepCommand } from './sweep/command.ts';
import { validateCommand } from './validate.ts';

export const DONE = 0;
export const FAULT = 1;
export const UNUSABLE = 2;

/** An exit status, at once or when all threads have ended. */
type Status = number | Promise<number>;

const COMMANDS: Readonly<Record<string, (argv: readonly string[], io: Io) => Status>> = {
  run: runCommand,
  sweep: sweepCommand,
  validate: validateCommand,
  presets: presetsCommand,
  costs: costsCommand,
  schema: schemaCommand,
};

/** Options may stand before the command, too. */
function commandFirst(argv: readonly string[]): readonly string[] {
  if (argv[0] === undefined || !argv[0].startsWith('-')) return argv;
  const at = argv.findIndex((arg) => Object.hasOwn(COMMANDS, arg));
  return at < 0 ? argv : [argv[at], ...argv.slice(0, at), ...argv.slice(at + 1)];
}

function dispatch(argv: readonly string[], io: Io): Status {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(HELP);
    return DONE;
  }
  const names = Object.keys(COMMANDS);
  const [name, ...rest] = commandFirst(argv);
  if (name === undefined) throw new InputError('command', 'is missing', `give ${names.join(', ')} or --help`);
  if (name === '--version') {
    if (rest.length > 0) throw new InputError('--version', 'stands alone', 'leave the rest out');
    io.out(`${io.version()}\n`);
    return DONE;
  }
  if (name.startsWith('-')) {
    throw new InputError(name.slice(0, 60), 'is not a command', `give ${names.join(', ')} or --help`);
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new InputError(name.slice(0, 60), 'is not a command', suggest(name, names));
  }
  return COMMANDS[name](rest, io);
}

/** Says what went wrong in one line; returns the exit status. */
function failed(error: unknown, io: Io): number {
  if (error instanceof InputError) {
    io.err(`${error.message}\n`);
    return UNUSABLE;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.err(`fault of the program: ${text.replace(/\s+/g, ' ').slice(0, 500)}\n`);
  return FAULT;
}

/** Runs one command line (without node and script) and returns its exit status; never throws, never rejects. */
export function main(argv: readonly string[], io: Io): Status {
  try {
    const status = dispatch(argv, io);
    return typeof status === 'number' ? status : status.catch((error: unknown) => failed(error, io));
  } catch (error) {
    return failed(error, io);
  }
}
