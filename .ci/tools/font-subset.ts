// Build step: of Archivo's Latin file only the letters, widths and weights that the page uses. The stylesheet names the
// whole file; the plugin puts the subset, made once and kept in .cache, in its place.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

/** What web/styles/fonts.css asks for. */
const WHOLE = '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function range(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

/** Latin-1, which names of lanes and files may hold, and the signs beyond it. */
export const CHARACTERS = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}–—‘’‚“”„•…‰‹›⁄€™−↑↓⁰¹²³⁴⁵⁶⁷⁸⁹\u2009\u2011\u202f`;

/** Axes as fonts.css declares them. */
export const AXES = { wght: { min: 400, max: 900 }, wdth: { min: 62, max: 100 } };

const FEATURES = ['calt', 'ccmp', 'clig', 'kern', 'liga', 'lnum', 'locl', 'mark', 'mkmk', 'rlig', 'tnum'];

/** Path of the subset; made when source, characters or axes have changed. */
export async function subsetFile(): Promise<string> {
  const whole = readFileSync(`${ROOT}node_modules/${WHOLE}`);
  const key = createHash('sha256')
    .update(whole)
    .update(JSON.stringify([CHARACTERS, AXES, FEATURES]))
    .digest('hex')
    .slice(0, 16);
  const file = `${ROOT}.cache/fonts/archivo-${key}.woff2`;
  if (existsSync(file)) return file;
  const options = { targetFormat: 'woff2' as const, keepFeatures: FEATURES, variationAxes: AXES };
  const subset = await subsetFont(whole, CHARACTERS, options);
  mkdirSync(`${ROOT}.cache/fonts`, { recursive: true });
  // two builds at once: either may win, neither leaves half a file
  writeFileSync(`${file}.${process.pid}`, subset);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

/** The plugin for Vite. */
export function fontSubset(): Plugin {
  return {
    name: '67ns:font-subset',
    async config() {
      return { resolve: { alias: { [WHOLE]: await subsetFile() } } };
    },
  };
}
