// Splits a command line into options and operands; refuses what the command does not know.
import { InputError } from '../scenario/input-error.ts';
import { suggest } from '../scenario/nearest.ts';

/** What a command takes. */
export interface ArgSpec {
  /** Options with a value, and how the value is called in messages. */
  values: Readonly<Record<string, string>>;
  /** Options with a value that may be given several times, and how the value is called in messages. */
  lists?: Readonly<Record<string, string>>;
  /** Options without a value. */
  flags: readonly string[];
  /** Names of the operands, all required. */
  operands: readonly string[];
}

export interface ParsedArgs {
  values: Readonly<Record<string, string | undefined>>;
  /** Values of the options that may be given several times, in the order given. */
  lists: Readonly<Record<string, readonly string[] | undefined>>;
  flags: ReadonlySet<string>;
  operands: readonly string[];
}

function split(arg: string): [name: string, value: string | undefined] {
  const equals = arg.indexOf('=');
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)];
}

/** Reads the arguments behind the command's name. Options may stand anywhere. Throws InputError. */
export function parseArgs(command: string, argv: readonly string[], spec: ArgSpec): ParsedArgs {
  const values: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const flags = new Set<string>();
  const named = { ...spec.values, ...spec.lists };
  const operands: string[] = [];
  const known = [...Object.keys(named), ...spec.flags, '--help'];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i];
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const [name, inline] = split(arg);
    if (Object.hasOwn(values, name) || flags.has(name)) {
      throw new InputError(name, 'is given twice', 'give it once');
    }
    if (spec.flags.includes(name)) {
      if (inline !== undefined) throw new InputError(name, 'takes no value', `write ${name} alone`);
      flags.add(name);
    } else if (Object.hasOwn(named, name)) {
      const value = inline ?? argv[++i];
      const missing = value === undefined || value === '' || (inline === undefined && value.startsWith('--'));
      if (missing) throw new InputError(name, 'has no value', `write ${name} ${named[name]}`);
      if (Object.hasOwn(spec.values, name)) values[name] = value;
      else lists[name] = [...(lists[name] ?? []), value];
    } else {
      throw new InputError(name.slice(0, 60), `is not an option of ${command}`, suggest(name, known));
    }
  }
  const [missing] = spec.operands.slice(operands.length);
  if (missing !== undefined) throw new InputError(command, `${missing} is missing`, 'see --help');
  const empty = operands.indexOf('');
  if (empty >= 0)
    throw new InputError(command, `${spec.operands[empty] ?? 'an operand'} is empty`, 'see --help');
  if (operands.length > spec.operands.length) {
    const extra = operands[spec.operands.length].slice(0, 60);
    throw new InputError(command, `does not know what to do with ${JSON.stringify(extra)}`, 'see --help');
  }
  return { values, lists, flags, operands };
}

/** The value of an option that is one of a few words. Throws InputError. */
export function choice<const T extends readonly string[]>(
  args: ParsedArgs,
  option: string,
  allowed: T,
): T[number] {
  const value = args.values[option] ?? allowed[0];
  if (allowed.includes(value)) return value;
  throw new InputError(option, `is ${JSON.stringify(value.slice(0, 60))}`, `must be ${allowed.join(' or ')}`);
}
