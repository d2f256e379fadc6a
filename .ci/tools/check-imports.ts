// Applies the import table to sim-core and web: prints every violation and exits 1 if there is one.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXCEPTIONS, type Exception } from './import-exceptions.ts';
import { type Violation, violationsOf } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every TypeScript file of the two trees, sorted, as paths from the root. */
function sourceFiles(): string[] {
  return ['sim-core', 'web'].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .map((path) => `${top}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path))
      .sort(),
  );
}

/** Violations without an exception, and exceptions that excuse nothing any more. */
export function judge(
  violations: readonly Violation[],
  exceptions: readonly Exception[],
): { open: Violation[]; stale: Exception[] } {
  const covers = (e: Exception, v: Violation): boolean => e.file === v.file && e.what === v.what;
  return {
    open: violations.filter((v) => !exceptions.some((e) => covers(e, v))),
    stale: exceptions.filter((e) => !violations.some((v) => covers(e, v))),
  };
}

function main(): void {
  const files = sourceFiles();
  const violations = files.flatMap((file) => violationsOf(file, readFileSync(join(ROOT, file), 'utf8')));
  const { open, stale } = judge(violations, EXCEPTIONS);
  for (const v of open) console.error(`${v.file}:${v.line}: ${v.what}: ${v.why}`);
  for (const e of stale)
    console.error(`${e.file}: the exception for ${e.what} is no longer needed: take it out`);
  console.log(`imports: ${files.length} files, ${open.length} violations, ${EXCEPTIONS.length} exceptions`);
  if (files.length === 0 || open.length > 0 || stale.length > 0) process.exitCode = 1;
}

if (process.argv[1] && dirname(fileURLToPath(import.meta.url)) === dirname(process.argv[1])) main();
