// `presets`: the lanes with all their features.
import { PATHS } from '../paths/registry.ts';
import { FEATURE_NAMES } from '../scenario/schema.ts';
import { type ArgSpec, choice, parseArgs } from './args.ts';
import { align } from './columns.ts';
import type { Io } from './io.ts';

const SPEC: ArgSpec = { values: { '--format': 'json|table' }, flags: [], operands: [] };

/** Prints the presets. */
export function presetsCommand(argv: readonly string[], io: Io): number {
  const args = parseArgs('presets', argv, SPEC);
  if (choice(args, '--format', ['json', 'table']) === 'json') {
    const presets = PATHS.map(({ id, title, subtitle, features, leavesOut }) => ({
      name: id,
      preset: id,
      title,
      subtitle,
      features,
      leaves_out: leavesOut,
    }));
    io.out(`${JSON.stringify(presets, null, 2)}\n`);
    return 0;
  }
  const rows = FEATURE_NAMES.map((name) => [name, ...PATHS.map(({ features }) => String(features[name]))]);
  io.out(align([['', ...PATHS.map(({ id }) => id)], ...rows], () => false));
  return 0;
}
