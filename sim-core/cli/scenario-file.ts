// From a file or standard input to a complete scenario, its capture read on the way.
import { type CompletedScenario, captureOf, completeScenario } from '../scenario/index.ts';
import { InputError } from '../scenario/input-error.ts';
import { parseJson } from '../scenario/json.ts';
import type { CaptureChoice } from '../scenario/types.ts';
import { loadCapture } from '../traffic/capture.ts';
import type { LoadedCapture } from '../traffic/loaded-capture.ts';
import type { Io } from './io.ts';

const MOST_SCENARIO_BYTES = 16 * 2 ** 20;
const MOST_CAPTURE_BYTES = 2 ** 30;
/** Of longer files the beginning is read first, so that what is no capture is refused before it fills the memory. */
const PEEK_ABOVE_BYTES = 64 * 2 ** 20;
const PEEK_BYTES = 16 * 2 ** 20;

/** A scenario ready to run, and the capture that it asks for. */
export interface LoadedScenario extends CompletedScenario {
  capture: LoadedCapture | null;
}

/** Text of a file (`-`: standard input) as JSON. Throws InputError. */
export function readJson(io: Io, path: string): unknown {
  const name = path === '-' ? 'standard input' : path.slice(0, 300);
  const bytes = path === '-' ? io.readInput(MOST_SCENARIO_BYTES) : io.readFile(path, MOST_SCENARIO_BYTES);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(name, 'is not UTF-8 text', 'save it as UTF-8');
  }
  return parseJson(text, name);
}

/** Reads the capture that a scenario asks for; `file` is where the scenario comes from (null: nowhere). Throws InputError. */
export function readCapture(io: Io, choice: CaptureChoice, file: string | null): LoadedCapture {
  const path = io.beside(file, choice.file);
  const head = io.peekFile(path, MOST_CAPTURE_BYTES, PEEK_ABOVE_BYTES, PEEK_BYTES);
  if (head !== null) loadCapture(head, { ...choice, tolerant: true });
  return loadCapture(io.readFile(path, MOST_CAPTURE_BYTES), choice);
}

/** Completes a scenario; `file` is where it comes from (null: nowhere), for the capture's path. Throws InputError. */
export function loadScenario(io: Io, input: unknown, file: string | null): LoadedScenario {
  const choice = captureOf(input);
  if (choice === null) return { ...completeScenario(input), capture: null };
  const capture = readCapture(io, choice, file);
  return { ...completeScenario(input, capture), capture };
}
