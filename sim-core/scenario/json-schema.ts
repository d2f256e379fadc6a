// The scenario's JSON Schema, from the schema that the program itself checks with; defaults come from a complete scenario.
import { z } from 'zod';
import { COST_OPTIONS, costBounds } from '../paths/cost-options.ts';
import { completeScenario } from './complete.ts';
import { SCENARIO_SCHEMA } from './schema.ts';

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  default?: unknown;
  [key: string]: unknown;
}

function addDefaults(node: SchemaNode, value: unknown): void {
  if (node.properties === undefined || typeof value !== 'object' || value === null) {
    node.default = value;
    return;
  }
  for (const [name, child] of Object.entries(node.properties)) {
    if (Object.hasOwn(value, name)) addDefaults(child, (value as Record<string, unknown>)[name]);
  }
}

/** A JSON Schema (draft 2020-12) of scenarios as input. Combinations that are refused are not expressed in it. */
export function scenarioJsonSchema(): object {
  const schema = z.toJSONSchema(SCENARIO_SCHEMA, { io: 'input' }) as SchemaNode;
  const { lanes, ...defaults } = completeScenario({}).scenario;
  addDefaults(schema, defaults);
  const properties = schema.properties ?? {};
  properties.lanes.default = lanes.map(({ preset }) => ({ preset }));
  properties.costs = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      COST_OPTIONS.map((row) => {
        const [minimum, maximum] = costBounds(row);
        return [
          row.key,
          { type: 'number', minimum, maximum, default: row.value, description: `${row.what}, ${row.unit}` },
        ];
      }),
    ),
  };
  return { title: 'Scenario of 67 ns, version 1', ...schema };
}
