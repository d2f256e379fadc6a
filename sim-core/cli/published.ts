// The published rows: their shape, and how a report is held against one.
import { z } from 'zod';
import { InputError } from '../scenario/input-error.ts';

const run = z.object({ scenario: z.record(z.string(), z.unknown()), measure: z.string().startsWith('/') });
const row = run.extend({
  id: z
    .string()
    .max(80)
    .regex(/^\P{Cc}+$/u, { error: 'must be 1 to 80 characters of text' }),
  claim: z.string(),
  source: z.string(),
  certainty: z.string(),
  published: z.number(),
  tolerance: z.number().min(0).optional(),
  tolerance_abs: z.number().min(0).optional(),
  gate: z.boolean(),
  over: run.optional(),
  note: z.string().optional(),
});

/** What to run and where to read the figure. */
export type PublishedRun = z.infer<typeof run>;
/** One published measurement. */
export type PublishedRow = z.infer<typeof row>;

/** Checks a list of rows. Throws InputError. */
export function parseRows(input: unknown, name: string): PublishedRow[] {
  const result = z.array(row).min(1).max(10_000).safeParse(input);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue.path.map(String).join('/');
    throw new InputError(
      name,
      `${path === '' ? 'the list' : path}: ${issue.message}`,
      'give a list of published rows',
    );
  }
  const rows = result.data;
  const lacking = rows.find((r) => (r.tolerance === undefined) === (r.tolerance_abs === undefined));
  if (lacking !== undefined) {
    throw new InputError(name, `row ${lacking.id} needs one tolerance`, 'give tolerance or tolerance_abs');
  }
  const zero = rows.find((r) => r.published === 0 && r.tolerance !== undefined);
  if (zero !== undefined) {
    const problem = `row ${zero.id} is published as 0, no ratio to it can be within tolerance`;
    throw new InputError(name, problem, 'give tolerance_abs');
  }
  return rows;
}

/** The value at a JSON pointer, or undefined. */
export function atPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Whether the model's figure is within the row's tolerance. */
export function passes(published: PublishedRow, model: number): boolean {
  if (published.tolerance_abs !== undefined) {
    return Math.abs(model - published.published) <= published.tolerance_abs;
  }
  return Math.abs(model / published.published - 1) <= (published.tolerance ?? 0);
}
