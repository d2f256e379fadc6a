// The worker of the browser: the host with a real post box. Yields through a message channel, which is not throttled.
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { InputError } from '../scenario/input-error.ts';
import { createSimulation } from './create.ts';
import { SimulationHost } from './host.ts';
import { Mail } from './mail.ts';
import { prepareWith, type ReadCapture } from './prepare.ts';

/** The reader of capture files comes with the first of them. */
let reader: ReadCapture | null = null;
const fetchReader = async (): Promise<void> => {
  const { loadCapture } = await import('../traffic/capture.ts');
  reader = loadCapture;
};
const prepare = prepareWith((bytes, choice) => {
  if (reader !== null) return reader(bytes, choice);
  throw new InputError('traffic.capture.file', 'the reader of captures could not be loaded', 'try again');
});

const { port1, port2 } = new MessageChannel();
const queue: (() => void)[] = [];
port1.onmessage = () => queue.shift()?.();
const later = (callback: () => void) => port2.postMessage(queue.push(callback));
const post = (message: FromWorker, transfer: ArrayBuffer[]) => self.postMessage(message, { transfer });
const host = new SimulationHost({ post, later, prepare, create: createSimulation });
const mail = new Mail((message) => host.receive(message), fetchReader);
self.onmessage = (event: MessageEvent<ToWorker>) => mail.take(event.data);
