// The worker of the browser: the host with a real post box. Yields through a message channel, which is not throttled.
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { InputError } from '../scenario/input-error.ts';
import { createSimulation } from './create.ts';
import type { Far } from './simulation-port.ts';
import { SimulationHost } from './host.ts';
import { Mail } from './mail.ts';
import { prepareWith } from './prepare.ts';

/** The reader of capture files comes with the first of them. */
let reader: typeof import('../traffic/capture-reader.ts') | null = null;
const fetchReader = async (): Promise<void> => {
  reader = await import('../traffic/capture-reader.ts');
};
/** What long runs need comes with the first of them. */
let far: Far | null = null;
const fetchFar = async (): Promise<void> => {
  far = await import('./far.ts');
};
const fetched = () => {
  if (reader !== null) return reader;
  throw new InputError('traffic.capture.file', 'the reader of captures could not be loaded', 'try again');
};
const prepare = prepareWith((bytes, choice) => fetched().loadCapture(bytes, choice));
const inspect = (bytes: Uint8Array, file: string) => fetched().inspectCapture(bytes, file);

const { port1, port2 } = new MessageChannel();
const queue: (() => void)[] = [];
port1.onmessage = () => queue.shift()?.();
const later = (callback: () => void) => port2.postMessage(queue.push(callback));
const post = (message: FromWorker, transfer: ArrayBuffer[]) => self.postMessage(message, { transfer });
const create = createSimulation;
const host = new SimulationHost({ post, later, prepare, inspect, create, far: () => far });
const mail = new Mail((message) => host.receive(message), fetchReader, fetchFar);
self.onmessage = (event: MessageEvent<ToWorker>) => mail.take(event.data);
