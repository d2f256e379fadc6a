// `schema`: the JSON Schema of a scenario.
import { scenarioJsonSchema } from '../scenario/json-schema.ts';
import { parseArgs } from './args.ts';
import type { Io } from './io.ts';

/** Prints the schema. */
export function schemaCommand(argv: readonly string[], io: Io): number {
  parseArgs('schema', argv, { values: {}, flags: [], operands: [] });
  io.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return 0;
}
