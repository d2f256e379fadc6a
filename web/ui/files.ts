// Files and texts that leave the page: saved by the browser, or put on the clipboard.
import { encodeLink, type Scenario } from '../../sim-core/index.ts';

/** Saves a blob under a name, as if a link to it had been pressed. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken hold of it by the next turn
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Puts a text on the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Puts a PNG on the clipboard; false where the browser does not let us. */
export async function copyPng(png: Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    return false;
  }
}

export const SCENARIO_FILE = '67ns.json';

/** What the file of an input holds: what differs from the defaults, as the command line takes it. */
export function scenarioText(input: object): string {
  return `${JSON.stringify({ version: 1, ...input }, null, 2)}\n`;
}

export const scenarioBlob = (input: object): Blob =>
  new Blob([scenarioText(input)], { type: 'application/json' });

/** Whether a scenario is what the command line runs when it is given nothing. */
export const isPlain = (scenario: Scenario): boolean => encodeLink(scenario, null) === '';

/** Longest scenario that a command carries itself, letters: longer ones are not read, and come from the file. */
const MOST_LETTERS = 60;

/** The command that runs a scenario; it needs the file only where it names it. */
export function commandLine(scenario: Scenario, input: object, options: string): string {
  const text = isPlain(scenario) ? '{}' : JSON.stringify(input);
  // a quote would end the shell's word
  const fits = text.length <= MOST_LETTERS && !text.includes("'");
  const run = (from: string) => `npm run -s sim -- run ${from} ${options}`;
  return fits ? `echo '${text}' | ${run('-')}` : run(SCENARIO_FILE);
}
